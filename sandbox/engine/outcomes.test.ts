import { create } from "@bufbuild/protobuf";
import { DurationSchema } from "@bufbuild/protobuf/wkt";
import { afterEach, describe, expect, test } from "vitest";
import { ExecutionSpecSchema } from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import {
  ExecutionError_ErrorKind as Kind,
  WorkflowExecution_Phase as Phase,
  TaskExecution_Phase as TaskPhase,
} from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import {
  NodeExecutionIdentifierSchema,
  SignalIdentifierSchema,
  WorkflowExecutionIdentifierSchema,
} from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { Literal } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { childExecutionName } from "./identity";
import type { TaskOutcome, TaskRunner } from "./runner/runner";
import { parseScript, ScriptedRunner } from "./runner/script";
import { inlineRunner } from "./testing/inline-runner";
import { MemoryAdmin } from "./testing/memory-admin";
import { literalsOf, plain } from "./testing/plain";
import { recordedWorkflow } from "./testing/recorded";
import { engineFor, runToEnd, until } from "./testing/run-to-end";
import { collection, getLiterals, primitive } from "./values/literals";

const int = (value: number): Literal => primitive({ case: "integer", value: BigInt(value) });

let admin: MemoryAdmin | null = null;
afterEach(() => admin?.objects.close());

function prepared(
  workflow: string,
  inputs: Record<string, Literal>,
  runner: TaskRunner,
  { timeoutMs = 0, maxParallelism = 0, version = "z3" } = {},
) {
  const name = `zoo.shapes.${workflow}`;
  const closure = recordedWorkflow(name, version);
  if (timeoutMs > 0)
    for (const { metadata } of closure.primary?.template?.nodes ?? [])
      if (metadata?.timeout !== undefined) metadata.timeout = create(DurationSchema, { nanos: timeoutMs * 1e6 });
  admin = new MemoryAdmin({ [name]: closure });
  engineFor(admin, runner);
  return { admin, id: admin.add(name, "run", inputs, create(ExecutionSpecSchema, { maxParallelism })) };
}

/** Runs every task until it is aborted. */
const hanging: TaskRunner = {
  run: (_, signal) =>
    new Promise((__, reject) => signal.addEventListener("abort", () => reject(signal.reason), { once: true })),
  close: () => Promise.resolve(),
};

const scripted = (script: unknown) => new ScriptedRunner(parseScript(script), inlineRunner);

async function errorOf(workflow: string, inputs: Record<string, Literal>, runner: TaskRunner, options = {}) {
  const { admin: known, id } = prepared(workflow, inputs, runner, options);
  const { closure } = await runToEnd(known, id);
  if (closure?.outputResult.case !== "error") throw new Error("the run did not fail");
  return { error: closure.outputResult.value, known, id };
}

function attemptsOf(known: MemoryAdmin, id: { project: string; domain: string; name: string }, nodeId: string) {
  return known.taskAttempts(create(NodeExecutionIdentifierSchema, { nodeId, executionId: id }));
}

describe("errors have the code, kind and text that Flyte gives them", () => {
  test("a recoverable failure at every attempt", async () => {
    const failure = { code: "USER:Recoverable", message: "upstream returned 503", recoverable: true };
    const runner = scripted({ "zoo.shapes.flaky": { failures: Array.from({ length: 9 }, () => failure) } });
    const { error, known, id } = await errorOf("retries_wf", { succeed_at: int(9) }, runner);
    expect(error).toMatchObject({
      code: "RetriesExhausted|USER:Recoverable",
      message: "[5/5] currentAttempt done. Last Error: USER::upstream returned 503",
      kind: Kind.USER,
    });
    expect(attemptsOf(known, id, "n0")).toHaveLength(5);
  });

  test("a failure of the platform runs four times and counts three", async () => {
    const lost: TaskOutcome = {
      kind: "failed",
      error: { code: "ResourceDeletedExternally", message: "resource not found", origin: "SYSTEM", recoverable: true },
    };
    const runner: TaskRunner = { run: () => Promise.resolve(lost), close: () => Promise.resolve() };
    const { error, known, id } = await errorOf("vanish_wf", literalsOf({ a: 1 }, ["a"]), runner);
    expect(error).toMatchObject({
      code: "RetriesExhausted|ResourceDeletedExternally",
      message: "[3/3] currentAttempt done. Last Error: SYSTEM::resource not found",
      kind: Kind.USER,
    });
    expect(attemptsOf(known, id, "n0")).toHaveLength(4);
  });

  test("a task that takes too long is aborted, and its node fails", async () => {
    const inputs = literalsOf({ seconds: 60 }, ["seconds"]);
    const { error, known, id } = await errorOf("timeout_wf", inputs, hanging, { timeoutMs: 60 });
    expect(error).toMatchObject({
      code: "RetriesExhausted|TimeoutExpired",
      message: "[1/1] currentAttempt done. Last Error: USER::task execution timeout [0.06s] expired",
    });
    expect(attemptsOf(known, id, "n0").map(({ closure }) => closure?.phase)).toEqual([TaskPhase.ABORTED]);
  });

  test("a gate that nobody answers", async () => {
    const runner = scripted({});
    const { error } = await errorOf("gate_timeout_wf", literalsOf({ a: 1 }, ["a"]), runner, { timeoutMs: 60 });
    expect(error.code).toBe("RetriesExhausted|TimeoutExpired");
  });

  test("a gate that is refused", async () => {
    const { admin: known, id } = prepared("gate_reject_wf", literalsOf({ a: 1 }, ["a"]), scripted({}));
    const ended = runToEnd(known, id);
    const closure = recordedWorkflow("zoo.shapes.gate_reject_wf", "z3");
    const gate = closure.primary?.template?.nodes.find(({ target }) => target.case === "gateNode")?.target.value;
    if (gate?.$typeName !== "flyteidl.core.GateNode" || gate.condition.case !== "approve") throw new Error("no gate");
    const signal = create(SignalIdentifierSchema, { signalId: gate.condition.value.signalId, executionId: id });
    await until(() => known.signal(signal) !== null);
    known.setSignal(signal, primitive({ case: "boolean", value: false }));
    expect((await ended).closure?.outputResult.value).toMatchObject({
      code: "ReceivedRejectSignal",
      message: "received a reject signal to disapprove the node input values",
    });
  });

  test("a map that misses its ratio has neither code nor kind", async () => {
    const task = "zoo.shapes.map_item_dbb6458af574e23731f8139b22d2e361-arraynode";
    const runner = scripted({
      [task]: { outputs: { o0: 1 }, items: { 2: { failures: [{ message: "bad record" }] } } },
    });
    const items = collection([1, 2, 3, 4].map(int));
    const { error } = await errorOf("map_fails_wf", { items, fail_at: int(3) }, runner);
    expect(error).toMatchObject({ code: "", message: "[2]: bad record\n", kind: Kind.UNKNOWN });
  });

  test("a task without code here is named", async () => {
    const { error } = await errorOf("chain_wf", literalsOf({ a: 1 }, ["a"]), inlineRunner);
    expect(error.code).toBe("USER:NotImplementedError");
    expect(error.message).toContain("zoo.shapes.add");
  });
});

describe("aborts", () => {
  async function withChild() {
    const parent = recordedWorkflow("zoo.shapes.lp_slow_wf", "z3");
    const plan = parent.primary?.template?.nodes.flatMap(({ target }) =>
      target.case === "workflowNode" ? (target.value.reference.value?.name ?? []) : [],
    )[0];
    admin = new MemoryAdmin({
      "zoo.shapes.lp_slow_wf": parent,
      [plan ?? ""]: recordedWorkflow("zoo.shapes.slow_wf", "z3"),
    });
    engineFor(admin, hanging);
    const id = admin.add("zoo.shapes.lp_slow_wf", "parent", literalsOf({ a: 1 }, ["a"]), undefined);
    admin.engine?.start(id);
    const name = childExecutionName("parent", "n0", 0);
    const known = admin;
    await until(() => known.timeline(name).includes("n0#0 RUNNING"));
    return { known, id, child: create(WorkflowExecutionIdentifierSchema, { project: "p", domain: "d", name }) };
  }

  test("a child goes down with its parent, with the cause that Flyte writes", async () => {
    const { known, id, child } = await withChild();
    known.terminate(id, "by hand");
    await until(() => known.execution(child).closure?.phase === Phase.ABORTED);
    await until(() => known.execution(id).closure?.phase === Phase.ABORTED);
    expect(known.timeline(child.name)).toContain(
      "terminate: cascading abort as parent execution id [parent] aborted, reason [Workflow aborted.]",
    );
    expect(known.timeline(child.name)).toEqual(expect.arrayContaining(["n0 ABORTED", "n1 ABORTED"]));
    expect(known.timeline(child.name).at(-1)).toBe("workflow ABORTED");
  });

  test("a parent fails with its aborted child", async () => {
    const { known, id, child } = await withChild();
    known.terminate(child, "by hand");
    await until(() => known.execution(id).closure?.phase === Phase.FAILED);
    expect(known.execution(id).closure?.outputResult.value).toMatchObject({
      code: "RemoteChildWorkflowExecutionFailed",
      message: `failed at Node[n0]. RemoteChildWorkflowExecutionFailed: launchplan [${child.name}] aborted, caused by: launchplan execution aborted`,
      kind: Kind.USER,
    });
  });

  test("siblings of a failed node are aborted and say why", async () => {
    const runner: TaskRunner = {
      run: (request, signal) =>
        request.logPath.includes("run-n0-")
          ? Promise.resolve({
              kind: "failed",
              error: { code: "USER:RuntimeError", message: "no", origin: "USER", recoverable: false },
            })
          : hanging.run(request, signal),
      close: () => Promise.resolve(),
    };
    const { known, id } = await errorOf("fail_now_wf", literalsOf({ a: 1 }, ["a"]), runner);
    const row = known.nodes(id).find(({ id: node }) => node?.nodeId === "n1");
    expect(row?.closure?.outputResult.value).toMatchObject({
      code: "NodeAborted",
      message: "Some node execution failed, auto-abort.",
      kind: Kind.UNKNOWN,
    });
  });
});

test("a script gives outputs of the type that the task declares", async () => {
  const runner = scripted({ "zoo.shapes.add": { outputs: { o0: 4 } }, "zoo.shapes.double": { outputs: { o0: 8 } } });
  const { admin: known, id } = prepared("chain_wf", literalsOf({ a: 1 }, ["a"]), runner);
  await runToEnd(known, id);
  const row = known.nodes(id).find(({ id: node }) => node?.nodeId === "n0");
  const uri = row?.closure?.outputResult.case === "outputUri" ? row.closure.outputResult.value : "";
  const { o0 } = getLiterals(known.objects, uri).literals;
  expect(o0 === undefined ? null : plain(o0)).toBe(4);
});

test("no more tasks run at a time than the execution allows", async () => {
  let running = 0;
  let most = 0;
  const runner: TaskRunner = {
    run: async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running -= 1;
      return { kind: "failed", error: { code: "USER:X", message: "x", origin: "USER", recoverable: false } };
    },
    close: () => Promise.resolve(),
  };
  const items = collection(Array.from({ length: 20 }, (_, index) => int(index)));
  const inputs = { items, fail_at: int(-1), flaky_at: int(-1) };
  const { admin: known, id } = prepared("map_50_wf", inputs, runner, { maxParallelism: 2 });
  await runToEnd(known, id);
  expect(most).toBe(2);
});
