import "server-only";
import { type Env, env } from "@/lib/server/env";
import type { ObjectAddress, StoreKind } from "./object-address";
import type { ObjectStore } from "./object-store";

/** The variables that would make a bucket readable, for the sentence that says what is missing. */
export const BUCKETS_VARIABLE = {
  s3: "CONTRAIL_S3_BUCKETS",
  gcs: "CONTRAIL_GCS_BUCKETS",
  azure: "CONTRAIL_AZURE_CONTAINERS",
} as const satisfies Record<StoreKind, keyof Env>;

const made = new Map<StoreKind, Promise<ObjectStore>>();

/** The configured store that may read this bucket, null when none may. An SDK is loaded with the first read from it. */
export async function configuredStore({ store, bucket, account }: ObjectAddress): Promise<ObjectStore | null> {
  const settings = env();
  if (!settings[BUCKETS_VARIABLE[store]].includes(bucket)) return null;
  if (account !== null && account !== settings.CONTRAIL_AZURE_ACCOUNT) return null;
  const known = made.get(store) ?? open(store, settings);
  made.set(store, known);
  return known;
}

async function open(store: StoreKind, settings: Env): Promise<ObjectStore> {
  switch (store) {
    case "s3":
      return (await import("./s3-store")).s3Store(settings);
    case "gcs":
      return (await import("./gcs-store")).gcsStore(settings);
    case "azure":
      return (await import("./azure-store")).azureStore(settings);
  }
}
