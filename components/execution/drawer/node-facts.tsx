import Link from "next/link";
import type { ReactNode } from "react";
import { nodeDurationMs } from "@/components/nodes/node-duration";
import { Moment } from "@/components/shell/moment";
import { PhaseLabel } from "@/components/shell/phase-label";
import { formatDuration } from "@/lib/core/format/duration";
import type { TreeNode } from "@/lib/core/graph/tree";
import { paths } from "@/lib/url/paths";

/** Phase, times and identity of a node; what it is by its kind: the arms of a conditional, the question of a gate. */
export function NodeFacts({ node, nowMs }: { node: TreeNode; nowMs: number }) {
  const { row } = node;
  const durationMs = nodeDurationMs(row, nowMs);
  const facts: [string, ReactNode][] = [["Phase", <PhaseLabel key="p" phase={node.phase} />]];
  if (row !== null) {
    facts.push(
      ["Created", <Moment key="c" ms={row.createdMs} />],
      ["Started", <Moment key="s" ms={row.startedMs} />],
      [
        "Duration",
        <span key="d" title={durationMs === null ? undefined : `${durationMs} ms`}>
          {durationMs === null ? "—" : formatDuration(durationMs)}
        </span>,
      ],
      [
        "Node id",
        <span key="n" className="mono break-all">
          {row.nodeId}
        </span>,
      ],
    );
  }
  if (row?.childExecution) {
    facts.push([
      "Child run",
      <Link
        key="e"
        prefetch={false}
        href={paths.execution(row.childExecution)}
        className="mono text-accent-text hover:underline"
      >
        {row.childExecution.name}
      </Link>,
    ]);
  }
  facts.push(...kindFacts(node));
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 text-12">
      {facts.map(([label, value]) => (
        <div key={label} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-text-3">{label}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function kindFacts({ graphNode, children, earlier }: TreeNode): [string, ReactNode][] {
  const facts: [string, ReactNode][] = [];
  if (graphNode?.kind === "gate") facts.push(["Waits for", gateText(graphNode.gate)]);
  if (graphNode?.kind === "branch") {
    const taken = new Set(
      children?.filter(({ phase }) => phase !== "skipped" && phase !== "not_run").map((child) => child.specNodeId),
    );
    facts.push([
      "Arms",
      <ul key="a">
        {graphNode.arms.map((arm, index) => (
          // Arms are in the order of the closure and never change.
          <li key={index} className={arm.nodeId !== null && taken.has(arm.nodeId) ? "font-strong" : "text-text-2"}>
            {`${ARM[arm.kind]} ${arm.condition ?? ""}`.trim()}
            {arm.failMessage !== null && `: fails with "${arm.failMessage}"`}
            {arm.nodeId !== null && taken.has(arm.nodeId) && " (taken)"}
          </li>
        ))}
      </ul>,
    ]);
  }
  if (earlier.length > 0) facts.push(["Attempts", `${earlier.length + 1}, the last one is shown`]);
  return facts;
}

const ARM = { if: "if", else_if: "else if", else: "else", else_fail: "else" } as const;

type Gate = Extract<NonNullable<TreeNode["graphNode"]>, { kind: "gate" }>["gate"];

function gateText(gate: Gate): string {
  if (gate.kind === "sleep") return `${formatDuration(gate.durationMs)} to pass`;
  return gate.kind === "approve" ? `approval of ${gate.signalId}` : `the value of ${gate.signalId}`;
}
