import { fromBinary } from "@bufbuild/protobuf";
import type { NodeExecution } from "@/lib/flyteidl/gen/flyteidl/admin/node_execution_pb";
import type { TaskExecution } from "@/lib/flyteidl/gen/flyteidl/admin/task_execution_pb";
import {
  type CompiledWorkflow,
  type CompiledWorkflowClosure,
  CompiledWorkflowClosureSchema,
} from "@/lib/flyteidl/gen/flyteidl/core/compiler_pb";
import type { NodeExecutionIdentifier } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { Node } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import { entityKey } from "@/sandbox/compiler/interfaces";
import { END_NODE, START_NODE, withInnerNodes } from "@/sandbox/compiler/node-ids";
import { numberOf, textOf } from "@/sandbox/store/row";
import type { AdminContext } from "../context";
import { nodeRow } from "../nodes/node-rows";
import { toNodeExecution } from "../nodes/read";
import { toTaskExecution } from "../nodes/task-execution-rows";
import { nodeColumns } from "../text/id-text";
import { inOrder, latest, type OptionalTime } from "./spans";

/** The rows of one level beside the graph they run. */
export type Level = { graph: CompiledWorkflow; closure: CompiledWorkflowClosure; nodes: readonly NodeExecution[] };

const specOf = (node: NodeExecution): string => node.metadata?.specNodeId ?? "";

/** The nodes of a level that a user wrote, in the order of their creation. */
export const userNodes = ({ nodes }: Level): NodeExecution[] =>
  nodes
    .filter((node) => specOf(node) !== START_NODE && specOf(node) !== END_NODE)
    .sort((a, b) => inOrder(a.closure?.createdAt, b.closure?.createdAt));

export const startedAt = ({ nodes }: Level): OptionalTime =>
  nodes.find((node) => specOf(node) === START_NODE)?.closure?.updatedAt;

/** When the last of what `specId` waits for had ended; undefined when some of that has no row. */
export function upstreamEnd({ graph, nodes }: Level, specId: string): OptionalTime {
  const ids = graph.connections?.upstream[specId]?.ids ?? [];
  const ends = ids.map((id) => nodes.find((node) => specOf(node) === id)?.closure?.updatedAt);
  return ends.some((end) => end === undefined) ? undefined : latest(ends);
}

/** The node of the graph that a row runs, also inside a branch. */
export function graphNode({ graph }: Level, node: NodeExecution): Node | undefined {
  const roots = [...(graph.template?.nodes ?? [])];
  return roots.flatMap((each) => [...withInnerNodes(each)]).find(({ id }) => id === specOf(node));
}

/** The level below a sub-workflow node, with the graph that it refers to; null when that graph is not at hand. */
export function subLevel(context: AdminContext, level: Level, node: NodeExecution, spec: Node): Level | null {
  const id = spec.target.case === "workflowNode" ? spec.target.value.reference.value : undefined;
  const graph = level.closure.subWorkflows.find(({ template }) => entityKey(template?.id) === entityKey(id));
  return graph === undefined ? null : { graph, closure: level.closure, nodes: childrenOf(context, node.id) };
}

/** The level below a dynamic node, or null for a node that is not dynamic. */
export function dynamicLevel(context: AdminContext, node: NodeExecution): Level | null {
  if (node.id === undefined) return null;
  const uri = textOf(nodeRow(context, node.id), "dynamic_workflow_remote_closure_reference");
  const bytes = uri === "" ? null : context.objects.get(uri);
  if (bytes === null) return null;
  const closure = fromBinary(CompiledWorkflowClosureSchema, bytes);
  const graph = closure.primary;
  return graph === undefined ? null : { graph, closure, nodes: childrenOf(context, node.id) };
}

export function childrenOf(context: AdminContext, id: NodeExecutionIdentifier | undefined): NodeExecution[] {
  if (id === undefined) return [];
  const parent = numberOf(nodeRow(context, id), "id");
  return context.store
    .all("SELECT * FROM node_executions WHERE parent_id = ? ORDER BY id", [parent])
    .map(toNodeExecution);
}

export function attemptsOf({ store }: AdminContext, id: NodeExecutionIdentifier | undefined): TaskExecution[] {
  return store
    .all(
      `SELECT * FROM task_executions WHERE execution_project = ? AND execution_domain = ? AND execution_name = ?
         AND node_id = ? ORDER BY retry_attempt`,
      nodeColumns(id),
    )
    .map(toTaskExecution);
}
