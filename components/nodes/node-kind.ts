import type { TreeNode } from "@/lib/core/graph/tree";

const WORDS: Record<TreeNode["kind"], string> = {
  task: "task",
  sub_workflow: "sub-workflow",
  branch: "conditional",
  array: "map task",
  gate: "gate",
  launch_plan: "child launch plan",
  dynamic: "dynamic",
  failure: "failure node",
  unknown: "node",
};

/** What kind of node it is, in Flyte's words; a task says its type where that is known ("python-task"). */
export function nodeKindText({ kind, graphNode }: TreeNode): string {
  if (kind === "task" && graphNode?.kind === "task" && graphNode.taskType !== "") return graphNode.taskType;
  return WORDS[kind];
}
