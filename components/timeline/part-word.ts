import type { TimePart } from "@/lib/core/time/time-part";

const WORDS: Record<TimePart, string> = {
  queued: "Queued",
  setup: "Setup",
  run: "User code",
  gate: "Waiting at gates",
  retries: "Failed attempts",
  teardown: "Teardown",
  flyte: "Flyte overhead",
};

/** A time part as a person reads it. */
export const partWord = (part: TimePart): string => WORDS[part];

const MEANINGS: Partial<Record<TimePart, string>> = {
  retries: "Attempts that failed, with the pauses after them",
  teardown: "From the end of the task until Flyte ended the node",
  flyte: "Between nodes: scheduling, waiting for a free slot, reading the cache",
};

/** What a part counts, where its word leaves that open. */
export const partMeaning = (part: TimePart): string | undefined => MEANINGS[part];
