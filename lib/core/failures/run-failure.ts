import type { Fingerprint, RawFailure } from "./types";

/**
 * One failure of a run at one level. `node` is the path of the node (null for the run itself), items as "n1[4]" or with
 * their `parent`. `endedMs` is when it was reported, null where that is unknown.
 */
export type RunFailure = {
  id: string;
  level: "attempt" | "node" | "execution";
  /** Aborted: it did not fail itself. */
  phase: "failed" | "aborted";
  node: string | null;
  attempt: number | null;
  parent: string | null;
  endedMs: number | null;
  /** It belongs to the failure node or to a clean-up, which run after a failure. */
  isCleanUp: boolean;
  error: RawFailure;
};

export type JudgedFailure = RunFailure & { print: Fingerprint; role: FailureRole; of: string | null };

/**
 * `cause`: the first seen of its kind. `repeat`: the same cause again. `consequence`: it follows another failure. `copy`: an
 * outer level repeats an inner one. `recovered`: retried, and not why the run failed. `secondary`: of a clean-up.
 */
export type FailureRole = "cause" | "repeat" | "consequence" | "copy" | "recovered" | "secondary";
