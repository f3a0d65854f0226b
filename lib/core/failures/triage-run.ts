import { clusterFailures } from "./cluster-failures";
import { assignRoles } from "./failure-roles";
import type { JudgedFailure, RunFailure } from "./run-failure";
import type { Fault, Fingerprint } from "./types";

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
const byTime = (a: RunFailure, b: RunFailure): number =>
  (a.endedMs ?? Number.MAX_SAFE_INTEGER) - (b.endedMs ?? Number.MAX_SAFE_INTEGER) || (a.id < b.id ? -1 : 1);
