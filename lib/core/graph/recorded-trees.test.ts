import { fromBinary } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { ExecutionSchema } from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import {
  NodeExecutionGetDataRequestSchema,
  NodeExecutionGetDataResponseSchema,
  NodeExecutionListRequestSchema,
  NodeExecutionListSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/node_execution_pb";
import { WorkflowSchema } from "@/lib/flyteidl/gen/flyteidl/admin/workflow_pb";
import { toExecution } from "@/lib/server/backends/flyte1/map-execution";
import { toWorkflowGraph } from "@/lib/server/backends/flyte1/map-graph";
import { toNodeRow } from "@/lib/server/backends/flyte1/map-node";
import { bodyOf, listRecordings, loadCalls } from "@/lib/testing/recordings/load";
import type { Execution } from "../execution";
import type { NodeRow } from "../node";
import { isTerminalExecution, type NodePhase } from "../phase";
import { buildTree } from "./build-tree";
import { firstFailure } from "./first-failure";
import type { TreeNode } from "./tree";
import type { WorkflowGraph } from "./types";
import { walkTree } from "./walk";

type Recorded = {
  execution: Execution | null;
  graph: WorkflowGraph | null;
  rows: NodeRow[];
  dynamicGraphs: Record<string, WorkflowGraph>;
};

/** A whole execution of a real Flyte, as the page would hold it. */
function load(path: string): Recorded {
  const run: Recorded = { execution: null, graph: null, rows: [], dynamicGraphs: {} };
  for (const call of loadCalls(path)) {
    const [request, response] = [bodyOf(call, "request"), bodyOf(call, "response")];
    if (call.ok === true && request !== null && response !== null) TAKE[call.rpc ?? ""]?.(run, response, request);
  }
  return run;
}

type Body = Uint8Array;

const CONNECTION = "default";

const TAKE: Readonly<Record<string, (run: Recorded, response: Body, request: Body) => void>> = {
  "AdminService.GetExecution": (run, response) => {
    run.execution ??= toExecution(fromBinary(ExecutionSchema, response), CONNECTION, "get");
  },
  "AdminService.GetWorkflow": (run, response) => {
    run.graph ??= toWorkflowGraph(fromBinary(WorkflowSchema, response).closure?.compiledWorkflow, CONNECTION);
  },
  "AdminService.ListNodeExecutions": (run, response, request) => {
    const parentId = fromBinary(NodeExecutionListRequestSchema, request).uniqueParentId || null;
    for (const message of fromBinary(NodeExecutionListSchema, response).nodeExecutions) {
      run.rows.push(toNodeRow(message, { parentId, connection: CONNECTION, from: "list" }));
    }
  },
  "AdminService.GetNodeExecutionData": (run, response, request) => {
    const nodeId = fromBinary(NodeExecutionGetDataRequestSchema, request).id?.nodeId ?? "";
    const compiled = fromBinary(NodeExecutionGetDataResponseSchema, response).dynamicWorkflow?.compiledWorkflow;
    if (compiled !== undefined) run.dynamicGraphs[nodeId] = toWorkflowGraph(compiled, CONNECTION);
  },
};

function everyNode(nodes: readonly TreeNode[]): TreeNode[] {
  return [...walkTree(nodes)].flatMap((node) => [node, ...node.earlier.flatMap(({ children }) => everyNode(children))]);
}

const UNFINISHED: ReadonlySet<NodePhase> = new Set(["queued", "running", "paused", "unknown"]);

// A sweep is many runs in one file.
const recordings = listRecordings("executions").filter((path) => !path.includes("sweep"));

describe("executions of a real Flyte", () => {
  test.each(recordings)("%s", (path) => {
    const { execution, graph, rows, dynamicGraphs } = load(path);
    if (execution === null) throw new Error("every recording begins with its execution");
    const ended = isTerminalExecution(execution.phase);
    const tree = buildTree({ graph, rows, dynamicGraphs, ended });
    const nodes = everyNode(tree);
    const shown = rows.filter((row) => !row.isBoundary).map((row) => row.nodeId);
    expect(nodes.flatMap(({ row }) => row?.nodeId ?? []).sort(), "each row has one place").toEqual(shown.sort());
    expect(nodes.filter(({ row, graphNode }) => row !== null && graphNode === null)).toEqual([]);
    if (ended) expect(nodes.filter(({ phase }) => UNFINISHED.has(phase))).toEqual([]);
    const failure = firstFailure(tree);
    expect(failure !== null, "a failed run with rows has a first failure").toBe(
      execution.phase === "failed" && shown.length > 0,
    );
    expect(failure?.children?.some(({ phase }) => phase === "failed") ?? false, "the cause is no group").toBe(false);
  });
});
