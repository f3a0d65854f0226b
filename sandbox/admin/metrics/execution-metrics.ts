import { create } from "@bufbuild/protobuf";
import type {
  WorkflowExecutionGetMetricsRequest,
  WorkflowExecutionGetMetricsResponse,
} from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import { WorkflowExecutionGetMetricsResponseSchema } from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import type { NodeExecution } from "@/lib/flyteidl/gen/flyteidl/admin/node_execution_pb";
import { CompiledWorkflowClosureSchema, CompiledWorkflowSchema } from "@/lib/flyteidl/gen/flyteidl/core/compiler_pb";
import { NodeExecution_Phase } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import type { WorkflowExecutionIdentifier } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { Span } from "@/lib/flyteidl/gen/flyteidl/core/metrics_pb";
import type { Node } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import { END_NODE } from "@/sandbox/compiler/node-ids";
import type { AdminContext } from "../context";
import { internal } from "../errors";
import { executionRow, requireExecutionId, toExecution } from "../executions/execution-rows";
import { toNodeExecution } from "../nodes/read";
import { getWorkflow } from "../registration/workflows";
import {
  attemptsOf,
  childrenOf,
  dynamicLevel,
  graphNode,
  type Level,
  startedAt,
  subLevel,
  upstreamEnd,
  userNodes,
} from "./level";
import { attemptSpan, type OptionalTime, operation, plus, spanOf } from "./spans";

/** Where the time of an execution went, `depth` levels down; 0 is the execution alone, a negative depth everything. */
export function getExecutionMetrics(
  context: AdminContext,
  { id, depth }: WorkflowExecutionGetMetricsRequest,
): WorkflowExecutionGetMetricsResponse {
  requireExecutionId(id);
  return create(WorkflowExecutionGetMetricsResponseSchema, { span: executionSpan(context, id, depth) });
}

function executionSpan(context: AdminContext, id: WorkflowExecutionIdentifier, depth: number): Span {
  const { closure } = toExecution(executionRow(context, id));
  const span = spanOf(closure?.createdAt, closure?.updatedAt, { case: "workflowId", value: id });
  if (depth === 0) return span;
  const level = topLevel(context, id);
  const begun = startedAt(level);
  span.spans.push(operation("WORKFLOW_SETUP", closure?.createdAt, begun ?? closure?.updatedAt));
  if (begun === undefined) return span;
  span.spans.push(...levelSpans(context, level, depth - 1));
  const ended = upstreamEnd(level, END_NODE);
  if (ended !== undefined) span.spans.push(operation("WORKFLOW_TEARDOWN", ended, closure?.updatedAt));
  return span;
}

function topLevel(context: AdminContext, id: WorkflowExecutionIdentifier): Level {
  const workflowId = toExecution(executionRow(context, id)).closure?.workflowId;
  const closure = getWorkflow(context, workflowId).closure?.compiledWorkflow ?? create(CompiledWorkflowClosureSchema);
  const nodes = context.store
    .all(
      `SELECT * FROM node_executions WHERE execution_project = ? AND execution_domain = ? AND execution_name = ?
         AND parent_id IS NULL ORDER BY id`,
      [id.project, id.domain, id.name],
    )
    .map(toNodeExecution);
  return { graph: closure.primary ?? create(CompiledWorkflowSchema), closure, nodes };
}

const levelSpans = (context: AdminContext, level: Level, depth: number): Span[] =>
  userNodes(level).map((node) => {
    const spec = graphNode(level, node);
    if (spec === undefined) throw internal(`failed to discover workflow node '${node.metadata?.specNodeId ?? ""}'`);
    const spans = depth === 0 ? [] : nodeSpans(context, level, node, spec, depth);
    const before = upstreamEnd(level, spec.id);
    if (before !== undefined) spans.unshift(operation("NODE_TRANSITION", before, node.closure?.createdAt));
    return nodeSpan(node, spans);
  });

const nodeSpan = ({ id, closure }: NodeExecution, spans: Span[]): Span =>
  spanOf(
    closure?.createdAt,
    closure?.updatedAt,
    id === undefined ? { case: undefined } : { case: "nodeId", value: id },
    spans,
  );

function nodeSpans(context: AdminContext, level: Level, node: NodeExecution, spec: Node, depth: number): Span[] {
  switch (spec.target.case) {
    case "branchNode":
      return branchSpans(context, level, node, depth);
    case "gateNode":
      return gateSpans(node);
    case "workflowNode":
      return spec.target.value.reference.case === "launchplanRef"
        ? childExecutionSpans(context, node, depth)
        : below(context, subLevel(context, level, node, spec), node, setup(node), depth);
    case "taskNode":
      return taskSpans(context, node, depth);
    case "arrayNode":
    case undefined:
      return [];
  }
}

const setup =
  ({ closure }: NodeExecution) =>
  (until: OptionalTime): Span =>
    operation("NODE_SETUP", closure?.createdAt, until ?? closure?.updatedAt);

const teardown = ({ closure }: NodeExecution, from: OptionalTime): Span =>
  operation("NODE_TEARDOWN", from, closure?.updatedAt);

function taskSpans(context: AdminContext, node: NodeExecution, depth: number): Span[] {
  const attempts = attemptsOf(context, node.id);
  const spans = [setup(node)(attempts[0]?.closure?.createdAt)];
  attempts.forEach((attempt, index) => {
    const previous = attempts[index - 1]?.closure;
    if (previous !== undefined) {
      spans.push(operation("NODE_RESET", previous.updatedAt, attempt.closure?.createdAt));
    }
    if (depth !== 1) spans.push(attemptSpan(attempt, depth - 1));
  });
  const last = attempts.at(-1)?.closure;
  if (last === undefined) return spans;
  const dynamic = dynamicLevel(context, node);
  const reset = (until: OptionalTime) => operation("NODE_RESET", last.updatedAt, until);
  if (dynamic !== null) return [...spans, ...below(context, dynamic, node, reset, depth)];
  const isOver =
    node.closure?.phase !== NodeExecution_Phase.RUNNING && node.closure?.phase !== NodeExecution_Phase.QUEUED;
  return isOver ? [...spans, teardown(node, last.updatedAt)] : spans;
}

/** What lies under a node that runs a graph: the way in, its nodes, the way out. */
function below(
  context: AdminContext,
  level: Level | null,
  node: NodeExecution,
  opening: (until: OptionalTime) => Span,
  depth: number,
): Span[] {
  if (level === null) return [opening(undefined)];
  const begun = startedAt(level);
  if (begun === undefined) return [opening(undefined)];
  const ended = upstreamEnd(level, END_NODE);
  return [
    opening(begun),
    ...levelSpans(context, level, depth - 1),
    ...(ended === undefined ? [] : [teardown(node, ended)]),
  ];
}

function branchSpans(context: AdminContext, level: Level, node: NodeExecution, depth: number): Span[] {
  const [child, ...others] = childrenOf(context, node.id);
  if (others.length > 0)
    throw internal(`invalid branch node execution: expected 1 but found ${others.length + 1} node execution(s)`);
  if (child === undefined) return [setup(node)(undefined)];
  const spec = graphNode(level, child);
  if (spec === undefined) throw internal(`failed to discover workflow node '${child.metadata?.specNodeId ?? ""}'`);
  const inside = depth - 1 === 0 ? [] : nodeSpans(context, level, child, spec, depth - 1);
  return [setup(node)(child.closure?.createdAt), nodeSpan(child, inside), teardown(node, child.closure?.updatedAt)];
}

function gateSpans(node: NodeExecution): Span[] {
  const { closure } = node;
  const ended = plus(closure?.startedAt, closure?.duration);
  if (closure?.startedAt === undefined) return [setup(node)(undefined)];
  const spans = [setup(node)(closure.startedAt)];
  if (closure.duration === undefined) return [...spans, operation("NODE_IDLE", closure.startedAt, closure.updatedAt)];
  return [...spans, operation("NODE_IDLE", closure.startedAt, ended), teardown(node, ended)];
}

function childExecutionSpans(context: AdminContext, node: NodeExecution, depth: number): Span[] {
  const target = node.closure?.targetMetadata;
  const childId = target?.case === "workflowNodeMetadata" ? target.value.executionId : undefined;
  if (childId === undefined) return [setup(node)(undefined)];
  const child = executionSpan(context, childId, depth - 1);
  return [setup(node)(child.startTime), child, teardown(node, child.endTime)];
}
