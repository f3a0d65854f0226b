import type { Duration } from "@bufbuild/protobuf/wkt";
import { internal } from "../errors";

const MAX_EXPIRY_MS = 3_600_000;

/** When a link for so long ends, at most an hour from now. */
export function expiryMs(expiresIn: Duration | undefined): number {
  if (expiresIn === undefined) return Date.now() + MAX_EXPIRY_MS;
  const ms = Number(expiresIn.seconds) * 1_000 + expiresIn.nanos / 1e6;
  if (ms <= 0) {
    throw internal(
      "failed to create a signed url. Error: InvalidPresignExpireError: presigned URL requires an expire duration " +
        "greater than 0",
    );
  }
  return Date.now() + Math.min(ms, MAX_EXPIRY_MS);
}
