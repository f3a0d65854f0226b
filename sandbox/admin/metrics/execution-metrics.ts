import { create } from "@bufbuild/protobuf";
import type { Timestamp } from "@bufbuild/protobuf/wkt";
import type {
  WorkflowExecutionGetMetricsRequest,
  WorkflowExecutionGetMetricsResponse,
} from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import { WorkflowExecutionGetMetricsResponseSchema } from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import type { NodeExecution } from "@/lib/flyteidl/gen/flyteidl/admin/node_execution_pb";
import type { WorkflowExecutionIdentifier } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import { type Span, SpanSchema } from "@/lib/flyteidl/gen/flyteidl/core/metrics_pb";
import type { AdminContext } from "../context";
import { executionRow, requireExecutionId, toExecution } from "../executions/execution-rows";
import { toNodeExecution } from "../nodes/read";

/**
 * Where the time of an execution went. A simpler tree than FlyteAdmin's: the execution, its top-level nodes and what lies
 * before and behind them; nodes have no operations of their own. `depth` 0 asks for the execution alone.
 */
export function getExecutionMetrics(
  context: AdminContext,
  { id, depth }: WorkflowExecutionGetMetricsRequest,
): WorkflowExecutionGetMetricsResponse {
  requireExecutionId(id);
  const { closure } = toExecution(executionRow(context, id));
  const span = spanOf(closure?.createdAt, closure?.updatedAt, { case: "workflowId", value: id });
  if (depth !== 0) span.spans = childSpans(context, id, span);
  return create(WorkflowExecutionGetMetricsResponseSchema, { span });
}

function spanOf(startTime: Timestamp | undefined, endTime: Timestamp | undefined, id: Span["id"]): Span {
  return create(SpanSchema, {
    ...(startTime === undefined ? {} : { startTime }),
    ...(endTime === undefined ? {} : { endTime }),
    id,
  });
}

const RESERVED: ReadonlySet<string> = new Set(["start-node", "end-node"]);

function childSpans(context: AdminContext, id: WorkflowExecutionIdentifier, whole: Span): Span[] {
  const nodes = context.store
    .all(
      `SELECT * FROM node_executions WHERE execution_project = ? AND execution_domain = ? AND execution_name = ?
         AND parent_id IS NULL ORDER BY node_execution_created_at`,
      [id.project, id.domain, id.name],
    )
    .map(toNodeExecution)
    .filter(({ metadata }) => !RESERVED.has(metadata?.specNodeId ?? ""));
  const [first, last] = [nodes[0], latest(nodes)];
  if (first === undefined) return [operation("WORKFLOW_SETUP", whole.startTime, whole.endTime)];
  return [
    operation("WORKFLOW_SETUP", whole.startTime, first.closure?.createdAt),
    ...nodes.map(({ id: nodeId, closure }) =>
      spanOf(
        closure?.createdAt,
        closure?.updatedAt,
        nodeId === undefined ? { case: undefined } : { case: "nodeId", value: nodeId },
      ),
    ),
    operation("WORKFLOW_TEARDOWN", last?.closure?.updatedAt, whole.endTime),
  ];
}

const operation = (name: string, start: Timestamp | undefined, end: Timestamp | undefined): Span =>
  spanOf(start, end, { case: "operationId", value: name });

function latest(nodes: readonly NodeExecution[]): NodeExecution | undefined {
  const endOf = ({ closure }: NodeExecution) =>
    (closure?.updatedAt?.seconds ?? 0n) * 1_000_000_000n + BigInt(closure?.updatedAt?.nanos ?? 0);
  return nodes.reduce<NodeExecution | undefined>(
    (best, node) => (best === undefined || endOf(node) > endOf(best) ? node : best),
    undefined,
  );
}
