"use client";

import { useQuery } from "@tanstack/react-query";
import { launchPlanQuery } from "@/lib/client/queries/launch-plan";
import { taskQuery } from "@/lib/client/queries/task";
import type { TreeNode } from "@/lib/core/graph/tree";
import type { EntityRef } from "@/lib/core/refs";
import type { Variable } from "@/lib/core/value";

export type Declared = { variables: readonly Variable[] | undefined; isPending: boolean };

const NO_ENTITY: EntityRef = { connection: "", kind: "task", project: "", domain: "", name: "", version: "" };

/**
 * What the interface of a node declares on one side; undefined where that is not known. `task` is what the node runs, null
 * where it runs none; that of an array declares the lists that the array takes and gives.
 */
export function useDeclared(node: TreeNode, task: EntityRef | null, side: "inputs" | "outputs"): Declared {
  const { graphNode } = node;
  const plan = side === "outputs" && graphNode?.kind === "launch_plan" ? graphNode.launchPlan : null;
  const ofTask = useQuery({ ...taskQuery(task ?? NO_ENTITY), enabled: task !== null });
  const ofPlan = useQuery({ ...launchPlanQuery(plan ?? NO_ENTITY), enabled: plan !== null });
  if (graphNode?.kind === "sub_workflow") return { variables: graphNode.graph[side], isPending: false };
  if (plan !== null) return { variables: ofPlan.data?.outputs, isPending: ofPlan.isLoading };
  return { variables: ofTask.data?.[side], isPending: ofTask.isLoading };
}
