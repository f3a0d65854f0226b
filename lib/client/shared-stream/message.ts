import type { Focus } from "@/lib/contract/live";
import type { LiveSnapshot } from "@/lib/core/live/types";

/** What tabs of one execution tell each other; `from` and `to` are their ids. Never leaves the browser. */
export type Message = { from: string } & (
  | { kind: "hello" }
  | { kind: "lead" }
  | { kind: "welcome"; to: string; isOpen: boolean; snapshot: LiveSnapshot | null }
  | { kind: "open" }
  | { kind: "event"; type: string; data: string }
  | { kind: "focus"; focus: Focus }
  | { kind: "bye" }
);

const KINDS: ReadonlySet<unknown> = new Set(["hello", "lead", "welcome", "open", "event", "focus", "bye"]);

/** Only pages of this console can write to the channel, and its name holds the version of this format. */
export const isMessage = (value: unknown): value is Message =>
  typeof value === "object" &&
  value !== null &&
  "kind" in value &&
  KINDS.has(value.kind) &&
  "from" in value &&
  typeof value.from === "string";
