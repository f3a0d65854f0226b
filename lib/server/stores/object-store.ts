import "server-only";
import type { ObjectAddress } from "./object-address";

export type ByteRange = { offset: number; length: number };

/** Bytes of an object from `offset`; `totalBytes` is the size of the whole, null where the server does not say it. */
export type ObjectPart = {
  stream: ReadableStream<Uint8Array<ArrayBuffer>>;
  offset: number;
  /** How many bytes will come, null where the server does not say it. */
  length: number | null;
  totalBytes: number | null;
};

/** An object below a folder: `path` is relative to it. */
type ObjectEntry = { path: string; sizeBytes: number; modifiedMs: number | null };

/** The first objects of a folder in the store's order; `isCut` when there are more. */
export type ObjectListing = { entries: ObjectEntry[]; isCut: boolean };

/**
 * What Contrail asks of an object store. A range that begins at or after the end gives an empty part. Throws
 * `not_found`, `forbidden` (the credentials do not suffice), `unavailable` or `timeout`.
 */
export interface ObjectStore {
  read(at: ObjectAddress, range: ByteRange | null, signal: AbortSignal): Promise<ObjectPart>;
  list(at: ObjectAddress, limit: number, signal: AbortSignal): Promise<ObjectListing>;
}

/** Header of a request for a part (RFC 9110, section 14). */
export const rangeHeader = ({ offset, length }: ByteRange): string => `bytes=${offset}-${offset + length - 1}`;

/** Prefix of what lies below a folder. */
export const folderPrefix = (key: string): string => (key === "" || key.endsWith("/") ? key : `${key}/`);
