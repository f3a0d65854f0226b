import { existsSync, statSync } from "node:fs";
import { create, fromBinary } from "@bufbuild/protobuf";
import { type LiteralMap, LiteralMapSchema } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import type { AdminContext } from "./context";

/** FlyteAdmin reads no object above this size; the console must live with what it answers instead. */
const MAX_READ_BYTES = 10 * 1024 * 1024;

/** The literals kept under `uri`: nothing when it is empty, absent, too large or broken, just like FlyteAdmin. */
export function readLiterals({ objects }: AdminContext, uri: string): LiteralMap {
  if (!uri.startsWith(`${objects.prefix}/`)) return create(LiteralMapSchema);
  const path = objects.pathOf(uri);
  if (!existsSync(path) || statSync(path).size > MAX_READ_BYTES) return create(LiteralMapSchema);
  const bytes = objects.get(uri);
  try {
    return bytes === null ? create(LiteralMapSchema) : fromBinary(LiteralMapSchema, bytes);
  } catch {
    return create(LiteralMapSchema);
  }
}
