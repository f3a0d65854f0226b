import "server-only";

export type StoreKind = "s3" | "gcs" | "azure";

/** One object or folder of a store: `key` is exact, without its first slash, and may be empty for a whole bucket. */
export type ObjectAddress = {
  store: StoreKind;
  /** Bucket or container. */
  bucket: string;
  /** Storage account of Azure where the URI names it. */
  account: string | null;
  key: string;
};

const STORE_OF_SCHEME: Readonly<Record<string, StoreKind>> = {
  s3: "s3",
  s3a: "s3",
  gs: "gcs",
  gcs: "gcs",
  abfs: "azure",
  abfss: "azure",
  az: "azure",
};

/**
 * What a URI of a literal names: `s3://bucket/key`, `gs://bucket/key`, `abfs://container/key` or
 * `abfss://container@account.dfs.core.windows.net/key`. Null for anything else. Keys are not decoded: stores take them as
 * they are written.
 */
export function parseObjectUri(uri: string): ObjectAddress | null {
  const [, scheme, authority, key] = /^([a-z0-9]+):\/\/([^/?#]+)\/(.*)$/su.exec(uri) ?? [];
  if (scheme === undefined || authority === undefined || key === undefined) return null;
  const store = Object.hasOwn(STORE_OF_SCHEME, scheme) ? STORE_OF_SCHEME[scheme] : undefined;
  const [, bucket, account = null] = /^([A-Za-z0-9][A-Za-z0-9._-]*)(?:@([a-z0-9]+)[a-z0-9.-]*)?$/.exec(authority) ?? [];
  if (store === undefined || bucket === undefined || (account !== null && store !== "azure")) return null;
  return { store, bucket, account, key };
}
