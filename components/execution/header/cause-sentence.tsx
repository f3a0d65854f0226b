import type { ErrorKind, FlyteError } from "@/lib/core/execution";
import type { FailureSummary } from "@/lib/core/failures/summarise-failures";
import type { Fault } from "@/lib/core/failures/types";
import type { TreeNode } from "@/lib/core/graph/tree";

const FAULT: Record<Fault, string> = { user: "user error", platform: "platform error", unknown: "" };
const KIND: Record<ErrorKind, string> = { user: "user error", system: "system error", unknown: "" };

/** "train_boosted failed: ValueError: diverged (user error)": which node, what it died of, whose fault that is. */
export function CauseSentence({
  node,
  summary,
  error,
}: {
  node: TreeNode | null;
  summary: FailureSummary | null;
  error: FlyteError | null;
}) {
  const told = node === null ? null : groupOf(node.path, summary);
  const what = told?.title ?? error?.code ?? "";
  const whose = faultText(told?.fault ?? "unknown", error);
  return (
    <>
      {node !== null && <NodeName node={node} hasMore={what !== ""} />}
      <span className="font-strong">{what}</span>
      <span className="text-text-2">{whose === "" ? "." : `, ${whose}.`}</span>
    </>
  );
}

/** The cause that struck a node; null where its message does not tell, or has not come in full: the code is certain. */
function groupOf(path: string, summary: FailureSummary | null): FailureSummary["groups"][number] | null {
  const group = summary?.groups.find(({ paths }) => paths.includes(path));
  return group === undefined || group.isTextCut ? null : group;
}

function NodeName({ node, hasMore }: { node: TreeNode; hasMore: boolean }) {
  return (
    <>
      <strong className="font-semibold" data-node-id={node.path} data-phase={node.phase}>
        {node.name}
      </strong>
      {hasMore ? " failed: " : " failed"}
    </>
  );
}

/** Who has to act, as the text of the message tells; else what Flyte's own word says. */
const faultText = (fault: Fault, error: FlyteError | null): string =>
  FAULT[fault] === "" ? KIND[error?.kind ?? "unknown"] : FAULT[fault];
