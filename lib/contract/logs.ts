import { z } from "zod";

/** Where to read on: bytes from the start of the log, or below 0 that many bytes from its end. */
export const logSearch = z.object({
  from: z.coerce
    .number("must be a number")
    .int()
    .min(-(2 ** 30))
    .max(Number.MAX_SAFE_INTEGER)
    .default(0),
});

/**
 * A piece of an attempt's log. Offsets are bytes from the start of the log. `growing` logs are asked again from
 * `nextOffset`. `absent`: no link of this attempt can be read here, `reason` says why in one sentence.
 */
export type LogChunk =
  | {
      state: "growing" | "complete";
      text: string;
      offset: number;
      nextOffset: number;
      sourceName: string;
      skippedBytes: number;
    }
  | { state: "absent"; reason: string };
