import type { Problem } from "../errors";
import type { Execution } from "../execution";
import type { CacheStatus } from "../node";
import type { ExecutionPhase, NodePhase } from "../phase";
import type { ExecutionRef } from "../refs";

/** What one node did in one run. `absent`: the run has no row of it. `failed`: that run could not be read. */
export type NodeInRun =
  | {
      state: "present";
      phase: NodePhase;
      startedMs: number | null;
      durationMs: number | null;
      /** How many attempts it took, null where it has none (groups) or they could not be read. */
      attempts: number | null;
      cacheStatus: CacheStatus;
      errorCode: string;
    }
  | { state: "absent" }
  | { state: "failed"; problem: Problem };

/** A run of one launch plan or task, and what one node did in it. Times are milliseconds since the epoch. */
export type NodeRun = {
  execution: ExecutionRef;
  version: string;
  executionPhase: ExecutionPhase;
  createdMs: number | null;
  node: NodeInRun;
};

/** One thing that differs from an earlier run; null where that run has no such thing. */
export type Change = { label: string; was: string | null; is: string | null };

/** A node that took longer than in the earlier run, in milliseconds. */
export type SlowerNode = { specNodeId: string; wasMs: number; isMs: number };

/** The newest success before a run, of the same launch plan or task, and what the run does differently. */
export type LastSuccess = {
  execution: Execution;
  version: Change | null;
  /** Settings of the run that can matter for how it goes: environment, cluster, cache, …. */
  settings: Change[];
  /** null where inputs of one of the two could not be read. */
  inputs: Change[] | null;
  /** Nodes at the top level, the most time lost first. */
  slower: SlowerNode[];
};
