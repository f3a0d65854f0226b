import type { Execution } from "@/lib/core/execution";
import type { TreeNode } from "@/lib/core/graph/tree";
import { AbortBand } from "./header/abort-band";
import { FailureBand } from "./header/failure-band";

/** What a person must know first: who ended the run and why, or what failed first. */
export function Findings({
  execution: { ref, phase, abort, error },
  failure,
  ended,
  onOpen,
}: {
  execution: Execution;
  failure: TreeNode | null;
  ended: boolean;
  onOpen: (path: string) => void;
}) {
  if (abort !== null || phase === "aborted" || phase === "aborting") {
    return abort === null ? null : <AbortBand abort={abort} />;
  }
  const hasFailed = phase === "failed" || phase === "failing" || phase === "timed_out";
  if (!hasFailed && failure === null) return null;
  return <FailureBand execution={ref} node={failure} error={hasFailed ? error : null} ended={ended} onOpen={onOpen} />;
}
