import { fromBinary } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { BUNDLE_FORMAT, BUNDLE_VERSION, type RunBundle } from "@/lib/core/bundle/types";
import { ExecutionSchema } from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import {
  NodeExecutionGetDataRequestSchema,
  NodeExecutionGetDataResponseSchema,
  NodeExecutionListRequestSchema,
  NodeExecutionListSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/node_execution_pb";
import { TaskExecutionListSchema } from "@/lib/flyteidl/gen/flyteidl/admin/task_execution_pb";
import { WorkflowSchema } from "@/lib/flyteidl/gen/flyteidl/admin/workflow_pb";
import { toAttempt } from "@/lib/server/backends/flyte1/map-attempt";
import { toExecution } from "@/lib/server/backends/flyte1/map-execution";
import { toWorkflowGraph } from "@/lib/server/backends/flyte1/map-graph";
import { toNodeRow } from "@/lib/server/backends/flyte1/map-node";
import { toNamedValues } from "@/lib/server/backends/flyte1/map-value";
import { anExecution } from "@/lib/testing/builders";
import { bodyOf, listRecordings, loadCalls } from "@/lib/testing/recordings/load";
import { checkBundle } from "./check-bundle";

const CONNECTION = "default";

type Take = (run: RunBundle, response: Uint8Array, request: Uint8Array) => void;

const TAKE: Readonly<Record<string, Take>> = {
  "AdminService.GetExecution": (run, response) => {
    run.execution = toExecution(fromBinary(ExecutionSchema, response), CONNECTION, "get");
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
  "AdminService.ListTaskExecutions": (run, response) => {
    for (const message of fromBinary(TaskExecutionListSchema, response).taskExecutions) {
      const attempt = toAttempt(message, CONNECTION);
      run.attempts[attempt.nodeId] = [...(run.attempts[attempt.nodeId] ?? []), attempt];
    }
  },
  "AdminService.GetNodeExecutionData": (run, response, request) => {
    const nodeId = fromBinary(NodeExecutionGetDataRequestSchema, request).id?.nodeId ?? "";
    const data = fromBinary(NodeExecutionGetDataResponseSchema, response);
    run.nodeData[nodeId] = {
      inputs: { state: "present", values: toNamedValues(data.fullInputs) },
      outputs: { state: "present", values: toNamedValues(data.fullOutputs) },
    };
    const compiled = data.dynamicWorkflow?.compiledWorkflow;
    if (compiled !== undefined) run.dynamicGraphs[nodeId] = toWorkflowGraph(compiled, CONNECTION);
  },
};

function load(path: string): RunBundle {
  const run: RunBundle = {
    savedAtMs: 0,
    savedFrom: "",
    execution: anExecution(),
    rows: [],
    attempts: {},
    graph: null,
    dynamicGraphs: {},
    data: null,
    nodeData: {},
    decks: {},
    gaps: [],
  };
  for (const call of loadCalls(path)) {
    const [request, response] = [bodyOf(call, "request"), bodyOf(call, "response")];
    if (call.ok === true && request !== null && response !== null) TAKE[call.rpc ?? ""]?.(run, response, request);
  }
  return run;
}

describe("executions of a real Flyte", () => {
  test.each(listRecordings("executions"))("%s passes the schema and loses nothing", (path) => {
    const run = load(path);
    const file = { format: BUNDLE_FORMAT, version: BUNDLE_VERSION, manifest: [], run };
    const json: unknown = JSON.parse(JSON.stringify(file));
    expect(checkBundle(json)).toEqual({ ok: true, file: json });
  });
});
