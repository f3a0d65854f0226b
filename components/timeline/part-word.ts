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
