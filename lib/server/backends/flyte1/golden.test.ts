import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync, gzipSync } from "node:zlib";
import { fromBinary } from "@bufbuild/protobuf";
import { afterAll, describe, expect, it } from "vitest";
import * as executions from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import { LaunchPlanSchema } from "@/lib/flyteidl/gen/flyteidl/admin/launch_plan_pb";
import * as nodes from "@/lib/flyteidl/gen/flyteidl/admin/node_execution_pb";
import { TaskExecutionListSchema } from "@/lib/flyteidl/gen/flyteidl/admin/task_execution_pb";
import { TaskSchema } from "@/lib/flyteidl/gen/flyteidl/admin/task_pb";
import { WorkflowSchema } from "@/lib/flyteidl/gen/flyteidl/admin/workflow_pb";
import { bodyOf, listRecordings, loadCalls, type RecordedCall } from "@/lib/testing/recordings/load";
import { toAttempt } from "./map-attempt";
import { toLaunchPlan, toWorkflowVersion } from "./map-entity";
import { toExecution } from "./map-execution";
import { toWorkflowGraph } from "./map-graph";
import { toNodeRow } from "./map-node";
import { toTaskVersion } from "./map-task";
import { toNamedValues } from "./map-value";

/**
 * Recorded answers of FlyteAdmin as core JSON. `UPDATE_GOLDEN=1 npx vitest run` on this file writes them anew; look at
 * the difference before you commit it (`node -e` with zlib unpacks a `.gz`).
 */
const UPDATE = process.env.UPDATE_GOLDEN === "1";

const connection = "default";
const UNDER = "nodes under ";

/** "nodes under n0": rows were listed under n0; "nodes under the top": under no parent. */
function parentOf(title: string): string | null {
  const parent = title.startsWith(UNDER) ? title.slice(UNDER.length) : "the top";
  return parent === "the top" ? null : parent;
}

const MAPPERS: Readonly<Record<string, (body: Uint8Array, title: string) => unknown>> = {
  "AdminService.GetExecution": (body) => toExecution(fromBinary(executions.ExecutionSchema, body), connection, "get"),
  "AdminService.GetExecutionData": (body) => {
    const data = fromBinary(executions.WorkflowExecutionGetDataResponseSchema, body);
    return { inputs: toNamedValues(data.fullInputs), outputs: toNamedValues(data.fullOutputs) };
  },
  "AdminService.ListNodeExecutions": (body, title) =>
    fromBinary(nodes.NodeExecutionListSchema, body).nodeExecutions.map((node) =>
      toNodeRow(node, { parentId: parentOf(title), connection, from: "list" }),
    ),
  "AdminService.GetNodeExecution": (body) =>
    toNodeRow(fromBinary(nodes.NodeExecutionSchema, body), { parentId: null, connection, from: "get" }),
  "AdminService.GetNodeExecutionData": (body) => {
    const data = fromBinary(nodes.NodeExecutionGetDataResponseSchema, body);
    const compiled = data.dynamicWorkflow?.compiledWorkflow;
    return {
      inputs: toNamedValues(data.fullInputs),
      outputs: toNamedValues(data.fullOutputs),
      dynamicGraph: compiled === undefined ? null : toWorkflowGraph(compiled, connection),
    };
  },
  "AdminService.ListTaskExecutions": (body) =>
    fromBinary(TaskExecutionListSchema, body).taskExecutions.map((task) => toAttempt(task, connection)),
  "AdminService.GetWorkflow": (body) => toWorkflowVersion(fromBinary(WorkflowSchema, body), connection),
  "AdminService.GetLaunchPlan": (body) => toLaunchPlan(fromBinary(LaunchPlanSchema, body), connection),
  "AdminService.GetTask": (body) => toTaskVersion(fromBinary(TaskSchema, body), connection),
};

/** Core JSON of the calls of a recording by title, as the browser would get it. */
function toCore(calls: readonly RecordedCall[]): unknown {
  const mapped = calls.flatMap((call) => {
    const mapper = MAPPERS[call.rpc ?? ""];
    const body = bodyOf(call, "response");
    return mapper === undefined || body === null ? [] : [[`${call.rpc}: ${call.title}`, mapper(body, call.title)]];
  });
  return JSON.parse(JSON.stringify(Object.fromEntries(mapped)));
}

function describeGolden(folder: string): void {
  const path = fileURLToPath(new URL(`golden/${folder.replace("/", "-")}.json.gz`, import.meta.url));
  const stored: unknown =
    existsSync(path) && !UPDATE ? JSON.parse(gunzipSync(readFileSync(path)).toString("utf8")) : {};
  const golden = new Map(Object.entries(Object(stored)));
  const fresh: Record<string, unknown> = {};

  describe(folder, () => {
    it.each(listRecordings(folder))("%s", (recording) => {
      const core = toCore(loadCalls(recording));
      fresh[recording] = core;
      if (!UPDATE) expect(core).toEqual(golden.get(recording));
    });

    afterAll(() => {
      if (UPDATE) writeFileSync(path, gzipSync(JSON.stringify(fresh), { level: 9 }));
    });
  });
}

describeGolden("specs");
describeGolden("specs/pairs");
describeGolden("executions");
