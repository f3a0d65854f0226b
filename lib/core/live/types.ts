import type { Problem } from "../errors";
import type { Execution } from "../execution";
import type { Attempt, NodeRow } from "../node";

/**
 * What is known of the children of one parent (`parentId` null: the top level). `asOfMs` is when FlyteAdmin was last
 * asked, 0 when it never was; `complete` is true once all pages of it were read.
 */
export type Level = { parentId: string | null; asOfMs: number; complete: boolean; rows: number };

/** What is signalled of a gate: FlyteAdmin tells that a value was set, never by whom. */
export type SignalState = { signalId: string; isSet: boolean };

/**
 * The whole state of one execution as the BFF holds it. `version` grows with every change; `settled` means: the
 * execution has ended and a last full sweep agreed with what is held, so nothing will change any more.
 */
export type LiveSnapshot = {
  version: number;
  execution: Execution;
  /** When the execution itself was last read, ms since the epoch by the BFF's clock. */
  asOfMs: number;
  nodes: NodeRow[];
  levels: Level[];
  /** Attempts of the nodes that someone looks at, by unique node id. */
  attempts: Record<string, Attempt[]>;
  signals: SignalState[];
  settled: boolean;
  /** Why the state is not as fresh as it should be; null when all is well. */
  problem: Problem | null;
};

/**
 * Facts, safe to repeat and to reorder: each carries the version at which it became true, records are replaced as a
 * whole, and an older version of a record never replaces a newer one. A gap is healed by the next snapshot.
 */
export type LiveEvent =
  | { type: "snapshot"; snapshot: LiveSnapshot }
  | { type: "execution"; version: number; asOfMs: number; execution: Execution }
  | { type: "nodes"; version: number; nodes: NodeRow[] }
  | { type: "level"; version: number; level: Level }
  | { type: "attempts"; version: number; nodeId: string; attempts: Attempt[] }
  | { type: "signals"; version: number; signals: SignalState[] }
  /** Nothing changed, yet FlyteAdmin answered: the age of the data. */
  | { type: "fresh"; version: number; asOfMs: number }
  | { type: "problem"; version: number; problem: Problem | null }
  | { type: "settled"; version: number; nodes: number };
