import { clusterFailures, type FailureCluster } from "@/lib/core/failures/cluster-failures";
import { type RunTriage, triageRun } from "@/lib/core/failures/triage-run";
import type { LabelledFailures, LabelledRun } from "./load-failures";

/** Shares between 0 and 1. Without a pair, precision and recall are 1. */
export type ClusterScore = {
  precision: number;
  recall: number;
  fault: number;
  swaps: number;
  messages: number;
  families: number;
  /** Messages cut too far to be told that are in a cluster with a cause. */
  mergedCuts: number;
};

/** Pairs of scored messages: predicted when both are in one cluster, true when both have one family. */
export function scoreClusters({ families, messages }: LabelledFailures): ClusterScore {
  const clusterOf = membership(clusterFailures(messages.map(({ code, kind, message }) => ({ code, kind, message }))));
  const faultOf = new Map(families.map(({ family, fault }) => [family, fault]));
  const scored = messages.flatMap((message, index) => {
    const cluster = clusterOf[index];
    return message.scored && cluster !== undefined ? [{ family: message.family, cluster }] : [];
  });
  const both = pairs(scored.map(({ family, cluster }) => `${cluster.key}\n${family}`));
  const wrong = scored.filter(({ family, cluster }) => faultOf.get(family) !== cluster.fault);
  const swapped = wrong.filter(
    ({ family, cluster }) => faultOf.get(family) !== "unknown" && cluster.fault !== "unknown",
  );
  return {
    precision: share(both, pairs(scored.map(({ cluster }) => cluster.key))),
    recall: share(both, pairs(scored.map(({ family }) => family))),
    fault: 1 - share(wrong.length, scored.length, 0),
    swaps: share(swapped.length, scored.length, 0),
    messages: scored.length,
    families: new Set(scored.map(({ family }) => family)).size,
    mergedCuts: messages.filter(({ scored: isScored }, index) => !isScored && clusterOf[index]?.by !== "text_cut")
      .length,
  };
}

/** One half of the families, told by a hash of their names: rules are made on one and checked on the other. */
export function halfOf({ families, messages }: LabelledFailures, half: 0 | 1): LabelledFailures {
  const isIn = ({ family }: { family: string }): boolean => hash(family) % 2 === half;
  return { families: families.filter(isIn), messages: messages.filter(isIn) };
}

function membership(clusters: readonly FailureCluster[]): FailureCluster[] {
  const of: FailureCluster[] = [];
  for (const cluster of clusters) for (const member of cluster.members) of[member] = cluster;
  return of;
}

function pairs(keys: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  let sum = 0;
  for (const count of counts.values()) sum += (count * (count - 1)) / 2;
  return sum;
}

const share = (part: number, whole: number, ofNothing = 1): number => (whole === 0 ? ofNothing : part / whole);

function hash(text: string): number {
  let sum = 7;
  for (const char of text) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 65_521;
  return sum;
}

export type RunScore = {
  firstRoot: number;
  rootPrecision: number;
  rootRecall: number;
  fault: number;
  /** Consequences and copies that are shown as causes. */
  falseCauses: number;
  /** Share of all failures with the right role. */
  roles: number;
};

/** Failures of a recorded run as the triage takes them. */
const toRunFailures = (run: LabelledRun): Parameters<typeof triageRun>[0] =>
  run.failures.map(({ id, level, node, attempt, parent, phase, endedAt, error }) => ({
    id,
    level,
    phase: phase === "ABORTED" ? "aborted" : "failed",
    node: node ?? null,
    attempt: attempt ?? null,
    parent: parent ?? null,
    endedMs: Date.parse(endedAt),
    isCleanUp: /^fn\d+$/.test(node ?? ""),
    error,
  }));

/** Roots are compared by family: any failure of the same family counts. */
export function scoreRuns(runs: readonly LabelledRun[]): RunScore {
  const sum = { first: 0, found: 0, told: 0, true: 0, fault: 0, falseCauses: 0, roles: 0, failures: 0 };
  for (const run of runs) {
    const triage: RunTriage = triageRun(toRunFailures(run));
    const truth = new Map(run.failures.map((failure) => [failure.id, failure.truth]));
    const family = (id: string | undefined): string => truth.get(id ?? "")?.family ?? "";
    const told = new Set(triage.roots.map(({ id }) => family(id)));
    const wanted = new Set(run.truth.roots.map(family));
    sum.first += Number(family(triage.firstRoot?.id) === family(run.truth.firstRoot));
    sum.found += [...told].filter((name) => wanted.has(name)).length;
    sum.told += told.size;
    sum.true += wanted.size;
    sum.fault += Number(triage.fault === run.truth.fault);
    for (const { id, role } of triage.failures) {
      const right = truth.get(id)?.role ?? "";
      sum.falseCauses += Number(role === "cause" && (right === "consequence" || right === "copy"));
      sum.roles += Number(role === right);
      sum.failures += 1;
    }
  }
  return {
    firstRoot: share(sum.first, runs.length),
    rootPrecision: share(sum.found, sum.told),
    rootRecall: share(sum.found, sum.true),
    fault: share(sum.fault, runs.length),
    falseCauses: sum.falseCauses,
    roles: share(sum.roles, sum.failures),
  };
}
