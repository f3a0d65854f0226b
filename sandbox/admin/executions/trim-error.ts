import { create } from "@bufbuild/protobuf";
import { type ExecutionError, ExecutionErrorSchema } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";

/** Lists carry this many bytes of an error's text. */
const MAX_LISTED_BYTES = 100;

export function trimmedError(error: ExecutionError): ExecutionError {
  const bytes = Buffer.from(error.message, "utf8");
  if (bytes.length <= MAX_LISTED_BYTES) return error;
  return create(ExecutionErrorSchema, { ...error, message: cutText(bytes) });
}

/** A character that the cut would halve is left out: a string field has to stay valid UTF-8. */
function cutText(bytes: Buffer): string {
  let end = MAX_LISTED_BYTES;
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return bytes.toString("utf8", 0, end);
}
