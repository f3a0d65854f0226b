import type { Execution } from "@/lib/core/execution";
import type { TreeNode } from "@/lib/core/graph/tree";
import type { NodePhase } from "@/lib/core/phase";
import { AbortBand } from "./header/abort-band";
import { FailureBand } from "./header/failure-band";
import type { Triage } from "./use-triage";

/** What a person must know first: who ended the run and why, or what failed first. */
export function Findings({
  execution,
  triage,
  tree,
  ...band
}: {
  execution: Execution;
  triage: Triage;
  tree: readonly TreeNode[];
  counts: Partial<Record<NodePhase, number>>;
  ended: boolean;
  selectedPath: string | null;
  onOpen: (path: string) => void;
  onNext: () => void;
}) {
  const { phase, abort, error } = execution;
  if (abort !== null || phase === "aborted" || phase === "aborting") {
    return abort === null ? null : <AbortBand abort={abort} />;
  }
  const hasFailed = phase === "failed" || phase === "failing" || phase === "timed_out";
  if (!hasFailed && triage.cause === null) return null;
  return (
    <FailureBand
      {...band}
      execution={execution}
      triage={triage}
      error={hasFailed ? error : null}
      names={new Map(tree.map(({ specNodeId, name }) => [specNodeId, name]))}
    />
  );
}
