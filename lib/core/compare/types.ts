import type { ExecutionPhase } from "../phase";

/** A number as it is subtracted: integers exact, durations in milliseconds. */
export type LeafNumber =
  | { kind: "integer"; value: string }
  | { kind: "float"; value: number }
  | { kind: "duration"; ms: number };

/** One comparable thing of one run. Equal `identity` is equal value; `parts` are the items of a list or a long map. */
export type Leaf = { identity: string; text: string; number: LeafNumber | null; parts: LeafPart[] | null };

/** `label` is the index (`[17]`) or key of the part. */
export type LeafPart = { label: string; identity: string };

/**
 * What one run has in one row. `missing`: the run was read and has no such value. `pending`: not there yet, the run goes
 * on. `unavailable`: written, but Flyte could not give it. `unread`: the run itself could not be read. The last three are
 * not known, which is not the same as equal.
 */
export type CompareCell =
  | {
      state: "value";
      text: string;
      /** Against the baseline: `+300 (+20 %)`, `×2.6`, or where lists part; null when equal or not comparable. */
      delta: string | null;
      differs: boolean;
      phase: ExecutionPhase | null;
      /** Set when the value is a moment, so that it is written in the reader's zone. */
      momentMs: number | null;
    }
  | { state: "missing"; differs: boolean }
  | { state: "pending" | "unavailable" | "unread" };

/** `unknown`: what is known is equal, yet a cell is not known. */
export type Verdict = "equal" | "differs" | "unknown";

export type CompareRow = { key: string; label: string; verdict: Verdict; cells: CompareCell[] };

export type CompareSection = { name: "Facts" | "Inputs" | "Outputs"; rows: CompareRow[] };
