import type { LiveEvent } from "@/lib/core/live/types";

/** The part of EventSource that is used; tests give their own. */
export type EventStream = {
  addEventListener(type: string, listener: (event: MessageEvent<string>) => void): void;
  close(): void;
};

const EVENT_TYPES: readonly LiveEvent["type"][] = [
  "snapshot",
  "execution",
  "nodes",
  "level",
  "attempts",
  "signals",
  "fresh",
  "problem",
  "settled",
];

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 15_000;

/** Doubles from half a second to fifteen, spread by a quarter so that many tabs do not come back as one. */
export function retryDelayMs(failures: number, random: number): number {
  const delay = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.max(0, failures - 1));
  return Math.round(delay * (0.75 + random * 0.5));
}

/** Calls `onEvent` for each fact, whether the server names its messages or not. */
export function listenTo(stream: EventStream, onEvent: (event: LiveEvent) => void): void {
  const take = (message: MessageEvent<string>): void => {
    const event: LiveEvent = JSON.parse(message.data);
    onEvent(event);
  };
  stream.addEventListener("message", take);
  for (const type of EVENT_TYPES) stream.addEventListener(type, take);
}
