import { create } from "@bufbuild/protobuf";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { ExecutionMetadata_ExecutionMode as Mode } from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import { LaunchPlanCreateRequestSchema, LaunchPlanState } from "@/lib/flyteidl/gen/flyteidl/admin/launch_plan_pb";
import { FixedRateUnit, ScheduleSchema } from "@/lib/flyteidl/gen/flyteidl/admin/schedule_pb";
import { ResourceType } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import { SimpleType } from "@/lib/flyteidl/gen/flyteidl/core/types_pb";
import { WorkflowTemplateSchema } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import { createLaunchPlan, updateLaunchPlan } from "@/sandbox/admin/registration/launch-plans";
import { idleEngine, openAdmin, type RealAdmin, removeFolder } from "@/sandbox/engine/testing/real-admin";
import { registerWorkflow } from "@/sandbox/scale/shapes/register";
import { identifier, simple, variables } from "@/sandbox/scale/shapes/tasks";
import { nextMinute, parseCron } from "./cron";
import { nextFiring } from "./due";
import { fireDue } from "./scheduler";

const MINUTE = 60_000;
const opened: RealAdmin[] = [];
afterEach(async () => {
  for (const each of opened.splice(0)) {
    await each.close();
    removeFolder(each.folder);
  }
});

function next(text: string, after: string): string | null {
  const cron = parseCron(text);
  const found = cron === null ? null : nextMinute(cron, Date.parse(after));
  return found === null ? null : new Date(found).toISOString();
}

test.each([
  ["0 3 * * *", "2026-03-01T02:59:59Z", "2026-03-01T03:00:00.000Z"],
  ["0 3 * * *", "2026-03-01T03:00:00Z", "2026-03-02T03:00:00.000Z"],
  ["*/15 9-17 * * 1-5", "2026-03-06T17:45:00Z", "2026-03-09T09:00:00.000Z"],
  ["30 4 1 jan ?", "2026-03-01T00:00:00Z", "2027-01-01T04:30:00.000Z"],
  ["0 0 29 2 *", "2026-03-01T00:00:00Z", "2028-02-29T00:00:00.000Z"],
  ["0 0 13 * 5", "2026-03-01T00:00:00Z", "2026-03-06T00:00:00.000Z"],
  ["@weekly", "2026-03-03T00:00:00Z", "2026-03-08T00:00:00.000Z"],
  ["0 0 30 2 *", "2026-03-01T00:00:00Z", null],
])("%s after %s is %s", (text, after, expected) => expect(next(text, after)).toBe(expected));

test("what is no cron expression is none", () => {
  for (const text of ["", "* * * *", "61 * * * *", "* 24 * * *", "*/0 * * * *", "5-1 * * * *", "a b c d e"])
    expect(parseCron(text)).toBeNull();
});

test("the next minute is later, and nothing fits in between", () => {
  const field = (low: number, high: number) =>
    fc.oneof(fc.constant("*"), fc.integer({ min: low, max: high }).map(String));
  fc.assert(
    fc.property(field(0, 59), field(0, 23), field(0, 6), fc.integer({ min: 0, max: 3e6 }), (minute, hour, day, at) => {
      const cron = parseCron(`${minute} ${hour} * * ${day}`);
      const found = cron === null ? null : nextMinute(cron, at * MINUTE);
      expect(found).not.toBeNull();
      if (cron === null || found === null) return;
      expect(found).toBeGreaterThan(at * MINUTE);
      expect(nextMinute(cron, found - MINUTE)).toBe(found);
    }),
    { numRuns: 50 },
  );
});

test("a fixed rate counts from the activation", () => {
  const value = { value: 5, unit: FixedRateUnit.MINUTE };
  const schedule = create(ScheduleSchema, { ScheduleExpression: { case: "rate", value } });
  expect(nextFiring(schedule, 1_000, 1_000)).toBe(1_000 + 5 * MINUTE);
  expect(nextFiring(schedule, 1_000.25, 1_000 + 5 * MINUTE)).toBe(1_000 + 10 * MINUTE);
});

test("the active version fires once a time, with the time that its schedule names", () => {
  const admin = openAdmin(() => idleEngine);
  opened.push(admin);
  const place = { project: "flytesnacks", domain: "development", version: "v1" };
  const workflow = identifier(ResourceType.WORKFLOW, place, "nightly");
  registerWorkflow(
    admin.context,
    create(WorkflowTemplateSchema, {
      id: workflow,
      interface: { inputs: variables({ at: simple(SimpleType.DATETIME) }), outputs: variables({}) },
    }),
  );
  const plan = (version: string) => identifier(ResourceType.LAUNCH_PLAN, { ...place, version }, "nightly_plan");
  for (const version of ["v1", "v2"])
    createLaunchPlan(
      admin.context,
      create(LaunchPlanCreateRequestSchema, {
        id: plan(version),
        spec: {
          workflowId: workflow,
          entityMetadata: {
            schedule: {
              kickoffTimeInputArg: "at",
              ScheduleExpression: { case: "cronSchedule", value: { schedule: "*/10 * * * *" } },
            },
          },
        },
      }),
    );
  const later = Math.ceil((Date.now() + MINUTE) / (10 * MINUTE)) * 10 * MINUTE;
  expect(fireDue(admin.port, later)).toEqual([]);
  updateLaunchPlan(admin.context, {
    $typeName: "flyteidl.admin.LaunchPlanUpdateRequest",
    id: plan("v2"),
    state: LaunchPlanState.ACTIVE,
  });
  const [name = ""] = fireDue(admin.port, later);
  const id = { $typeName: "flyteidl.core.WorkflowExecutionIdentifier" as const, ...place, name, org: "" };
  const { spec } = admin.port.execution(id);
  expect(spec?.launchPlan?.version).toBe("v2");
  expect(spec?.metadata?.mode).toBe(Mode.SCHEDULED);
  expect(Number(spec?.metadata?.scheduledAt?.seconds) * 1_000).toBe(later);
  expect(admin.port.inputs(id).literals.at?.value.case).toBe("scalar");
  expect(fireDue(admin.port, later + 5 * MINUTE)).toEqual([]);
  expect(fireDue(admin.port, later + 40 * MINUTE)).toHaveLength(1);
});
