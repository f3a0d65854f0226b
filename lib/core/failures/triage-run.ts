import { clusterFailures } from "./cluster-failures";
import { assignRoles, type FailureRole } from "./failure-roles";
import type { Fault, Fingerprint, RawFailure } from "./types";

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

export type RunTriage = {
  /** In the order given. `of`: the failure that this one repeats, copies or follows. */
  failures: JudgedFailure[];
  /** Causes of the run, the first seen first; one for each root cause. */
  roots: JudgedFailure[];
  firstRoot: JudgedFailure | null;
  fault: Fault;
};

/**
 * Tells causes from what repeats, copies or follows them. The order of the list does not matter; the time of a report
 * orders causes among themselves but does not make a cause of a consequence. Linear in failures and depth of paths.
 */
export function triageRun(failures: readonly RunFailure[]): RunTriage {
  const prints: Fingerprint[] = [];
  for (const cluster of clusterFailures(failures.map(({ error }) => error))) {
    for (const member of cluster.members) prints[member] = cluster;
  }
  const known = failures.flatMap((failure, index) => {
    const print = prints[index];
    return print === undefined ? [] : [{ ...failure, print }];
  });
  const judged = assignRoles(known);
  const roots = judged.filter(({ role }) => role === "cause").sort(byTime);
  const firstRoot = roots[0] ?? null;
  return { failures: judged, roots, firstRoot, fault: firstRoot?.print.fault ?? "unknown" };
}

/** Earlier reports first; unknown times last; ids decide between equals. */
export const byTime = (a: RunFailure, b: RunFailure): number =>
  (a.endedMs ?? Number.MAX_SAFE_INTEGER) - (b.endedMs ?? Number.MAX_SAFE_INTEGER) || (a.id < b.id ? -1 : 1);
