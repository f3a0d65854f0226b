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
