import { create, fromJson } from "@bufbuild/protobuf";
import { afterEach, describe, expect, test } from "vitest";
import { z } from "zod";
import {
  type ExecutionSpec,
  ExecutionSpecSchema,
  ExecutionMetadata_ExecutionMode as Mode,
} from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import type { CompiledWorkflowClosure } from "@/lib/flyteidl/gen/flyteidl/core/compiler_pb";
import {
  SignalIdentifierSchema,
  type WorkflowExecutionIdentifier,
} from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import { LiteralSchema } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import type { TaskRunner } from "./runner/runner";
import { MemoryAdmin } from "./testing/memory-admin";
import { phasesSeen, recordedDynamics, recordedTimeline, recordedWorkflow } from "./testing/recorded";
import { RecordedRunner } from "./testing/recorded-runner";
import { engineFor, until } from "./testing/run-to-end";

const admins: MemoryAdmin[] = [];
afterEach(() => {
  for (const admin of admins.splice(0)) admin.objects.close();
});

type Options = {
  /** Recorded workflows behind the launch plans of children. */
  children?: Record<string, string>;
  /** Recorded execution whose dynamic graphs the tasks answer with. */
  dynamics?: string;
  outputs?: Record<string, Record<string, unknown>>;
  version?: string;
  admin?: MemoryAdmin;
  spec?: ExecutionSpec;
};

/** Runs the recorded closure with tasks that end as recorded; answers both orders of phases. */
async function replay(name: string, workflow: string, options: Options = {}) {
  const { version = "z3", children = {} } = options;
  const timeline = recordedTimeline(name);
  const closures = Object.entries({ [workflow]: workflow, ...children }).map(
    ([plan, each]) => [plan, quick(recordedWorkflow(each, version))] as const,
  );
  const admin = options.admin ?? new MemoryAdmin(Object.fromEntries(closures));
  admins.push(admin);
  const dynamics = options.dynamics === undefined ? {} : recordedDynamics(options.dynamics);
  const runner: TaskRunner = new RecordedRunner(timeline.frames, dynamics, options.outputs);
  const engine = engineFor(admin, runner);
  const inputs = Object.fromEntries(
    Object.entries(timeline.inputs).map(([key, value]) => [key, fromJson(LiteralSchema, z.json().parse(value))]),
  );
  const spec = options.spec ?? create(ExecutionSpecSchema, { overwriteCache: timeline.overwriteCache });
  const id = admin.add(workflow, timeline.execution, inputs, spec);
  engine.start(id);
  await act(admin, id, timeline.frames);
  await until(() => !admin.unfinished().some((each) => each.name === id.name), 15_000);
  return { admin, id, recorded: phasesSeen(timeline.frames), ours: phasesOf(admin.timeline(id.name)) };
}

/** Sleeps of a gate need not be slept in a test. */
function quick(closure: CompiledWorkflowClosure): CompiledWorkflowClosure {
  for (const { target } of closure.primary?.template?.nodes ?? []) {
    const condition = target.case === "gateNode" ? target.value.condition : undefined;
    if (condition?.case === "sleep" && condition.value.duration !== undefined)
      Object.assign(condition.value.duration, { seconds: 0n, nanos: 50_000_000 });
  }
  return closure;
}

/** What people did while the run was watched: signals and a termination. */
async function act(admin: MemoryAdmin, id: WorkflowExecutionIdentifier, frames: readonly { action?: unknown }[]) {
  const setSignal = z.object({ rpc: z.literal("SignalService.SetSignal"), signalId: z.string(), value: z.json() });
  const terminate = z.object({ rpc: z.literal("AdminService.TerminateExecution"), cause: z.string() });
  for (const { action } of frames) {
    const signal = setSignal.safeParse(action);
    const end = terminate.safeParse(action);
    if (signal.success) {
      const signalId = create(SignalIdentifierSchema, { signalId: signal.data.signalId, executionId: id });
      await until(() => admin.signal(signalId) !== null);
      admin.setSignal(signalId, fromJson(LiteralSchema, signal.data.value));
    }
    if (end.success) {
      await until(() => admin.timeline(id.name).includes("n1#0 RUNNING"));
      admin.terminate(id, end.data.cause);
    }
  }
}

function phasesOf(lines: readonly string[]): Map<string, string[]> {
  const phases = new Map<string, string[]>();
  for (const line of lines) {
    const [key = "", phase = ""] = line.split(" ");
    phases.set(key, [...(phases.get(key) ?? []), phase]);
  }
  return phases;
}

/** The watcher polled, so it may have missed phases; what it saw must come in our order, and all must end alike. */
function expectSameOrder({ recorded, ours }: { recorded: Map<string, string[]>; ours: Map<string, string[]> }) {
  expect([...ours.keys()].filter((key) => !key.startsWith("terminate")).toSorted()).toEqual(
    [...recorded.keys()].toSorted(),
  );
  for (const [key, phases] of recorded) {
    const own = ours.get(key) ?? [];
    let at = 0;
    for (const phase of phases) {
      const found = own.indexOf(phase, at);
      expect(found, `${key}: ${phases.join(" ")} in ${own.join(" ")}`).toBeGreaterThanOrEqual(at);
      at = found + 1;
    }
    expect(own.at(-1), key).toBe(phases.at(-1));
  }
}

const z3: [string, string, Options][] = [
  ["chain-success", "chain_wf", {}],
  ["diamond", "diamond_wf", {}],
  ["retry", "retries_wf", {}],
  ["failing", "traceback_wf", {}],
  ["fail-after", "fail_after_wf", {}],
  ["on-failure", "on_failure_wf", {}],
  ["conditional", "cond3_wf", { outputs: { n0: { o0: 5.5 } } }],
  ["conditional-fail", "cond_fail_wf", {}],
  ["subworkflow-nested", "nested5_wf", {}],
  ["dynamic-30", "dynamic_30_wf", { dynamics: "dynamic-30" }],
  ["dynamic-nested", "dynamic_nested_wf", { dynamics: "dynamic-nested" }],
  ["gates", "gates_wf", {}],
  ["sleep", "sleep_wf", {}],
  ["map-50", "map_50_wf", {}],
  ["map-concurrency", "map_concurrency_wf", { version: "z3b" }],
  ["deck", "decks_wf", { version: "z3b" }],
  ["terminate", "slow_wf", {}],
  ["child-launch-plan", "lp_ok_wf", { children: { "zoo.shapes.child_lp": "zoo.shapes.child_wf" } }],
  // Seen from the parent an eager workflow is one task; what it starts are executions of their own.
  ["eager", "eager_wf", { version: "z3b" }],
  ["recover-first", "recover_wf", {}],
];

describe("a recorded run passes through its phases in the recorded order", () => {
  test.each(z3)("%s", async (name, workflow, options) => {
    expectSameOrder(await replay(name, `zoo.shapes.${workflow}`, options));
  });

  test("recover-second takes over what succeeded", async () => {
    const first = await replay("recover-first", "zoo.shapes.recover_wf");
    const spec = create(ExecutionSpecSchema, {
      metadata: { mode: Mode.RECOVERED, referenceExecution: first.id },
    });
    expectSameOrder(await replay("recover-second", "zoo.shapes.recover_wf", { admin: first.admin, spec }));
  });

  test("the cache is filled, hit and overwritten", async () => {
    const workflow = "zoo.shapes.cache_wf";
    const first = await replay("cache-miss", workflow);
    expectSameOrder(first);
    expectSameOrder(await replay("cache-hit", workflow, { admin: first.admin }));
    expectSameOrder(await replay("cache-overwrite", workflow, { admin: first.admin }));
  });
});
