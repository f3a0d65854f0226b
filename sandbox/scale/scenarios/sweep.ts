import { create, toBinary } from "@bufbuild/protobuf";
import { ResourceType } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import { LiteralMapSchema } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { type WorkflowTemplate, WorkflowTemplateSchema } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import { inBatches } from "@/sandbox/scale/batches";
import { ScenarioObjects } from "@/sandbox/scale/objects";
import type { ScenarioOptions } from "@/sandbox/scale/options";
import type { PlannedNode, PlannedRun } from "@/sandbox/scale/plan/plan";
import { planRun } from "@/sandbox/scale/plan/plan-run";
import { Random } from "@/sandbox/scale/random";
import { entityRowsOf, hasRun, writeExecution, writeNodes } from "@/sandbox/scale/rows/write-run";
import type { Scale, Scenario, ScenarioResult } from "@/sandbox/scale/scale";
import { registerTask, registerWorkflow } from "@/sandbox/scale/shapes/register";
import { shapeOfOne } from "@/sandbox/scale/shapes/shapes";
import { identifier, type Place, pythonTask, variables } from "@/sandbox/scale/shapes/tasks";
import { drawParameters, inputsOf, outputsOf, parameterTypes, resultType } from "./sweep-values";

const RUNS = 5_000;
const WORKFLOW = "scale.sweep.train";
const SPREAD_MS = 3 * 86_400_000;

/** One workflow run thousands of times with drawn parameters. */
export const F7: Scenario = {
  summary: "a sweep of 5,000 runs with 12 parameters and 200 output fields, with or without effect",
  run: runSweep,
};

async function runSweep(scale: Scale, options: ScenarioOptions): Promise<ScenarioResult> {
  const { context } = scale;
  const { executions: count = RUNS, seed, effect, project, domain } = options;
  const place = { project, domain, version: `s${seed}` };
  const task = pythonTask(place, "fit", parameterTypes(), { o0: resultType() }, { code: "scale.sweep.fit" });
  registerTask(context, task);
  registerWorkflow(context, trainWorkflow(place, task.id));
  const prefix = options.name ?? `f7-${seed}${effect ? "" : "-null"}`;
  const objects = new ScenarioObjects(context, place, prefix, scale.publicLog);
  const nowMs = Date.now();
  const plan = (number: number): PlannedRun => {
    const folder = `${context.objects.prefix}/metadata/propeller/${project}-${domain}-${prefix}/${number}`;
    const uris = {
      inputs: `${folder}/inputs.pb`,
      userInputs: `${folder}/inputs.pb`,
      outputs: `${folder}/0/outputs.pb`,
    };
    return planRun({
      place,
      shape: shapeOfOne(WORKFLOW),
      name: `${prefix}-${String(number).padStart(5, "0")}`,
      random: new Random(seed * 7_919 + number),
      taskSeconds: [20, 240],
      createdAtMs: nowMs - SPREAD_MS * (1 - number / count) - 600_000,
      uris,
      prefix: `${context.objects.prefix}/metadata/propeller`,
      graph: objects.graph,
      valuesOf: () => folder,
      taskId: task.id ?? null,
      failure: null,
      labels: { sweep: prefix },
      tags: ["sweep"],
    });
  };
  const first = plan(0);
  const result = { scenario: "F7" as const, executions: [first.id.name] };
  if (hasRun(context, first.id)) return { ...result, made: {}, existing: true };
  const rows = entityRowsOf(context.store, first);
  await inBatches(
    context.store,
    Array.from({ length: count }, (_, number) => number),
    (number) => {
      const run = plan(number);
      const random = new Random(seed * 104_729 + number);
      const drawn = drawParameters(random);
      context.objects.put(run.uris.inputs, toBinary(LiteralMapSchema, inputsOf(drawn)));
      context.objects.put(run.uris.outputs, toBinary(LiteralMapSchema, outputsOf(drawn, random, effect)));
      writeNodes(context, run, run.nodes, new Map<PlannedNode, number>(), objects.logUri);
      writeExecution(context, run, rows, true);
    },
  );
  return { ...result, made: { executions: count }, existing: false };
}

function trainWorkflow(place: Place, task: PlannedNode["task"] | undefined): WorkflowTemplate {
  const names = Object.keys(parameterTypes());
  const promise = (nodeId: string, name: string) => ({
    value: { case: "promise" as const, value: { nodeId, var: name } },
  });
  return create(WorkflowTemplateSchema, {
    id: identifier(ResourceType.WORKFLOW, place, WORKFLOW),
    metadata: {},
    metadataDefaults: {},
    interface: { inputs: variables(parameterTypes()), outputs: variables({ o0: resultType() }) },
    nodes: [
      {
        id: "n0",
        metadata: { name: "fit", retries: {} },
        inputs: names.map((name) => ({ var: name, binding: promise("", name) })),
        target: {
          case: "taskNode",
          value: {
            reference: task == null ? { case: undefined } : { case: "referenceId", value: task },
            overrides: {},
          },
        },
      },
    ],
    outputs: [{ var: "o0", binding: promise("n0", "o0") }],
  });
}
