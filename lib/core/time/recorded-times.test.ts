import { fromBinary } from "@bufbuild/protobuf";
import { describe, expect, test } from "vitest";
import { buildTree } from "@/lib/core/graph/build-tree";
import type { TreeNode } from "@/lib/core/graph/tree";
import type { WorkflowGraph } from "@/lib/core/graph/types";
import { walkTree } from "@/lib/core/graph/walk";
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
import { bodyOf, listRecordings, loadCalls } from "@/lib/testing/recordings/load";
import type { Execution } from "../execution";
import type { Attempt, NodeRow } from "../node";
import { isTerminalExecution } from "../phase";
import { nodeParts } from "./node-parts";
import { runSlack } from "./run-slack";
import { type RunTime, runTime } from "./run-time";
import { runWindow } from "./run-window";
import { sumParts, type TimeSegment } from "./time-part";
import type { Window } from "./wall-clock-path";

type Recorded = {
  execution: Execution | null;
  graph: WorkflowGraph | null;
  rows: NodeRow[];
  dynamicGraphs: Record<string, WorkflowGraph>;
  attempts: Record<string, Attempt[]>;
};

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
  "AdminService.ListTaskExecutions": (run, response) => {
    for (const message of fromBinary(TaskExecutionListSchema, response).taskExecutions) {
      const attempt = toAttempt(message, CONNECTION);
      const known = (run.attempts[attempt.nodeId] ??= []);
      if (known.every(({ number }) => number !== attempt.number)) known.push(attempt);
    }
  },
};

type Run = { tree: TreeNode[]; wallClock: Window; recorded: Recorded };

/** The executions of a file, as the page would hold them a minute after their last write: a sweep is many in one file. */
function loadRuns(path: string): Run[] {
  const runs: Recorded[] = [];
  for (const call of loadCalls(path)) {
    const [request, response] = [bodyOf(call, "request"), bodyOf(call, "response")];
    if (call.ok !== true || request === null || response === null) continue;
    if (call.rpc === "AdminService.GetExecution") {
      runs.push({ execution: null, graph: null, rows: [], dynamicGraphs: {}, attempts: {} });
    }
    const run = runs.at(-1);
    if (run !== undefined) TAKE[call.rpc ?? ""]?.(run, response, request);
  }
  return runs.map(toRun);
}

function toRun(recorded: Recorded): Run {
  const { execution, graph, rows, dynamicGraphs } = recorded;
  if (execution === null) throw new Error("every recording begins with its execution");
  const ended = isTerminalExecution(execution.phase);
  const tree = buildTree({ graph, rows, dynamicGraphs, ended });
  const nowMs = Math.max(...rows.map(({ updatedMs }) => updatedMs ?? 0), execution.updatedMs ?? 0) + 60_000;
  return { tree, wallClock: runWindow(execution, nowMs), recorded };
}

function load(path: string): Run {
  const [run] = loadRuns(path);
  if (run === undefined) throw new Error(`no execution in ${path}`);
  return run;
}

/** Each segment begins where the one before ended, in whole milliseconds, from the first to the last moment. */
function expectToFill(segments: readonly TimeSegment[], { fromMs, toMs }: Window): void {
  let cursor = fromMs;
  for (const segment of segments) {
    expect(segment.fromMs).toBe(cursor);
    expect(segment.toMs).toBeGreaterThan(cursor);
    expect(Number.isInteger(segment.toMs)).toBe(true);
    cursor = segment.toMs;
  }
  expect(cursor).toBe(toMs);
}

const timeOf = ({ tree, wallClock, recorded }: Run, attempts: Record<string, Attempt[]>): RunTime =>
  runTime({ tree, graph: recorded.graph, wallClock, attempts });

const partOf = (segments: readonly TimeSegment[], part: string): number =>
  sumParts(segments).find((sum) => sum.part === part)?.ms ?? 0;

function expectSums({ tree, wallClock, recorded }: Run): void {
  for (const attempts of [recorded.attempts, {}]) {
    const time = timeOf({ tree, wallClock, recorded }, attempts);
    expectToFill(time.segments, wallClock);
    const sum = sumParts(time.segments).reduce((total, { ms }) => total + ms, 0);
    expect(sum).toBe(wallClock.toMs - wallClock.fromMs);
    expect(new Set(time.chain).size).toBe(time.chain.length);
    if (recorded.rows.some(({ isBoundary }) => !isBoundary)) expect(time.chain.length).toBeGreaterThan(0);
  }
}

function expectNodesToFill({ tree, wallClock, recorded }: Run): void {
  const slack = runSlack(tree, recorded.graph, wallClock.toMs);
  for (const node of walkTree(tree)) {
    const parts = nodeParts(node, wallClock.toMs, recorded.attempts[node.row?.nodeId ?? ""]);
    if (parts !== null) expectToFill(parts.segments, parts.span);
    expect(slack.get(node.path) ?? 0).toBeGreaterThanOrEqual(0);
  }
}

describe("executions of a real Flyte", () => {
  test.each(listRecordings("executions"))("%s: parts sum to the wall clock", (path) => {
    const runs = loadRuns(path);
    expect(runs.length).toBeGreaterThan(0);
    runs.forEach(expectSums);
    runs.forEach(expectNodesToFill);
  });

  test("a chain is its own path, and little of it is Flyte's", () => {
    const run = load("executions/chain.json.gz");
    const { chain, segments, coarse, inferred } = timeOf(run, run.recorded.attempts);
    expect(chain).toEqual(["n0", "n1", "n2", "n3", "n4", "n5"]);
    expect([coarse, inferred]).toEqual([0, false]);
    expect(partOf(segments, "flyte")).toBeLessThan(300);
    expect(partOf(segments, "run")).toBeGreaterThan(4_000);
  });

  test("five levels of sub-workflows lead to the one task that took the time", () => {
    const run = load("executions/nested5.json.gz");
    const { chain, onPath } = timeOf(run, run.recorded.attempts);
    expect(chain.at(-1)).toBe("n1");
    expect(chain.filter((path) => path.startsWith("n0/")).length).toBeGreaterThan(2);
    expect(onPath.has("n0")).toBe(true);
    expect(chain).not.toContain("n0");
  });

  test("retries are counted where the attempts are known, and are its run where not", () => {
    const run = load("executions/retries-exhausted.json.gz");
    const fine = timeOf(run, run.recorded.attempts);
    expect(partOf(fine.segments, "retries")).toBeGreaterThan(2_500);
    expect(fine.coarse).toBe(0);
    const coarse = timeOf(run, {});
    expect(partOf(coarse.segments, "retries")).toBe(0);
    expect(coarse.coarse).toBe(1);
  });

  test("a gate's wait is no user code", () => {
    const run = load("executions/gates-approved.json.gz");
    const { segments, chain } = timeOf(run, run.recorded.attempts);
    expect(chain).toContain("n3");
    expect(partOf(segments, "gate")).toBeGreaterThan(9_000);
    expect(partOf(segments, "run")).toBeLessThan(2_000);
  });

  test("the task of a dynamic node is user code, the compiling after it Flyte's", () => {
    const run = load("executions/dynamic-in-sub-in-branch.json.gz");
    const dynamic = run.recorded.rows.find(({ isDynamic }) => isDynamic);
    const [own] = run.recorded.attempts[dynamic?.nodeId ?? ""] ?? [];
    const { segments } = timeOf(run, run.recorded.attempts);
    const after = segments.find(({ fromMs }) => fromMs === own?.updatedMs);
    expect(after?.part).toBe("flyte");
    expect(segments.find(({ toMs }) => toMs === own?.updatedMs)?.part).toBe("run");
  });
});
