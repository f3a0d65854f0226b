import type { EnginePort, ObjectStore } from "../contract";
import type { SqlStore } from "../store/database";

/** What every function of the admin side works on. */
export type AdminContext = {
  readonly store: SqlStore;
  readonly objects: ObjectStore;
  readonly engine: EnginePort;
  readonly urls: UrlSigner;
};

/** Makes the expiring URLs under which the HTTP port serves objects. */
export interface UrlSigner {
  /** `method` is part of what is signed: a link to read does not permit to write. `expiresAtMs` is absolute. */
  sign(method: "GET" | "PUT", uri: string, expiresAtMs: number): string;
}
