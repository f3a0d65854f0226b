"use client";

import { useQuery } from "@tanstack/react-query";
import { ErrorPanel } from "@/components/shell/error-panel";
import { ValueSetView } from "@/components/values/value-set-view";
import { problemOf } from "@/lib/client/fetch-json";
import { nodeDataQuery } from "@/lib/client/queries/node-data";
import type { TreeNode } from "@/lib/core/graph/tree";
import { isTerminalNode } from "@/lib/core/phase";
import type { EntityRef, ExecutionRef } from "@/lib/core/refs";
import { LoadingLines } from "../loading-lines";
import { useDeclared } from "./use-declared";

/** Phases of nodes that have written what they declare. */
const WENT_WELL: ReadonlySet<TreeNode["phase"]> = new Set(["succeeded", "cached", "recovered"]);

/** Inputs or outputs of a node; for one that has not run, where its inputs come from. */
export function DataTab({
  execution,
  node,
  task,
  side,
}: {
  execution: ExecutionRef;
  node: TreeNode;
  /** The task that the node runs, null where it runs none. */
  task: EntityRef | null;
  side: "inputs" | "outputs";
}) {
  const ended = isTerminalNode(node.phase);
  const nodeId = node.row?.nodeId ?? null;
  const { data, error, refetch } = useQuery({
    ...nodeDataQuery({ execution, nodeId: nodeId ?? "-" }, ended),
    enabled: nodeId !== null,
  });
  const declared = useDeclared(node, task, side);
  if (nodeId === null) return <Bindings node={node} side={side} />;
  if (error !== null) return <ErrorPanel compact problem={problemOf(error)} onRetry={() => void refetch()} />;
  // Whether missing values are none or unread is known once it is known what there should be.
  if (data === undefined || (data[side].state === "none" && declared.isPending)) return <LoadingLines />;
  const succeeded = WENT_WELL.has(node.phase);
  // A node that ended before it began need not have been given its inputs.
  const tells = side === "outputs" || data.inputs.state === "present" || hasBegun(node);
  return (
    <ValueSetView
      side={side}
      set={data[side]}
      ended={ended}
      succeeded={succeeded}
      variables={tells ? declared.variables : undefined}
      home={{ execution, nodeId, side }}
    />
  );
}

const hasBegun = ({ row }: TreeNode): boolean => row !== null && row.startedMs !== null;

function Bindings({ node, side }: { node: TreeNode; side: "inputs" | "outputs" }) {
  const bindings = side === "inputs" ? (node.graphNode?.bindings ?? []) : [];
  if (bindings.length === 0) {
    return <p className="px-3 py-2 text-text-2">{`This node has not run: it has no ${side}.`}</p>;
  }
  return (
    <div className="p-3">
      <p className="mb-2 text-text-2">This node has not run. Its inputs would come from:</p>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
        {bindings.map(({ name, text }) => (
          <div key={name} className="col-span-2 grid grid-cols-subgrid">
            <dt className="mono font-strong">{name}</dt>
            <dd className="mono min-w-0 break-words text-text-2">{text}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
