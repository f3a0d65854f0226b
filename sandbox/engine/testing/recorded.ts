import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { fromBinary } from "@bufbuild/protobuf";
import { z } from "zod";
import { DynamicNodeWorkflowResponseSchema } from "@/lib/flyteidl/gen/flyteidl/admin/node_execution_pb";
import { WorkflowSchema } from "@/lib/flyteidl/gen/flyteidl/admin/workflow_pb";
import type { CompiledWorkflowClosure } from "@/lib/flyteidl/gen/flyteidl/core/compiler_pb";

/** Bodies recorded from a real FlyteAdmin, read as data: the code that the console reads them with is not ours. */
const root = fileURLToPath(new URL("../../../lib/testing/recordings/", import.meta.url));

const call = z.object({ rpc: z.string().nullable(), title: z.string(), responseBase64: z.string().optional() });
const calls = z.object({ calls: z.array(call) });
const item = z.object({ externalId: z.string(), phase: z.string().default("UNDEFINED") });
const node = z.object({
  id: z.object({ nodeId: z.string() }),
  closure: z.object({ phase: z.string().default("UNDEFINED"), deckUri: z.string().default("") }).prefault({}),
});
const task = z.object({
  id: z.object({ nodeExecutionId: z.object({ nodeId: z.string() }), retryAttempt: z.number().default(0) }),
  closure: z
    .object({
      phase: z.string().default("UNDEFINED"),
      error: z.object({ code: z.string().default(""), message: z.string() }).optional(),
      metadata: z
        .object({ generatedName: z.string().default(""), externalResources: z.array(item).default([]) })
        .prefault({}),
    })
    .prefault({}),
});
const frame = z.object({
  execution: z.object({ closure: z.object({ phase: z.string().default("UNDEFINED") }).prefault({}) }).optional(),
  nodes: z.array(z.object({ node })).default([]),
  tasks: z.array(z.object({ task })).default([]),
  action: z.looseObject({ rpc: z.string() }).optional(),
});

export type Frame = z.output<typeof frame>;

export type RecordedTimeline = {
  execution: string;
  inputs: Record<string, unknown>;
  overwriteCache: boolean;
  frames: Frame[];
};

function textOf(folder: string, name: string): string {
  const file = readdirSync(root + folder).find((each) => each === name || each === `${name}.gz`);
  if (file === undefined) throw new Error(`no recording ${folder}/${name}`);
  const bytes = readFileSync(`${root}${folder}/${file}`);
  return (file.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
}

const header = z.object({
  execution: z.object({ name: z.string() }),
  request: z.looseObject({
    spec: z.object({ overwriteCache: z.boolean().default(false) }).prefault({}),
    inputs: z.object({ literals: z.record(z.string(), z.unknown()).default({}) }).prefault({}),
  }),
});

export function recordedTimeline(name: string): RecordedTimeline {
  const [first = "", ...lines] = textOf("timelines", `${name}.jsonl`).trimEnd().split("\n");
  const { execution, request } = header.parse(JSON.parse(first));
  return {
    execution: execution.name,
    inputs: request.inputs.literals,
    overwriteCache: request.spec.overwriteCache,
    frames: lines.map((line) => frame.parse(JSON.parse(line))),
  };
}

/** The closure of a recorded workflow, by name and version. */
export function recordedWorkflow(name: string, version: string): CompiledWorkflowClosure {
  const found = calls
    .parse(JSON.parse(textOf("specs", `${name}.json`)))
    .calls.find(({ title }) => title === `workflow ${name} ${version}`);
  const closure = fromBinary(WorkflowSchema, bytesOf(found?.responseBase64)).closure?.compiledWorkflow;
  if (closure === undefined) throw new Error(`${name} ${version} was not recorded`);
  return closure;
}

/** The graphs that dynamic nodes of a recorded execution built, by unique node id. */
export function recordedDynamics(execution: string): Record<string, CompiledWorkflowClosure> {
  const recorded = calls.parse(JSON.parse(textOf("executions", `${execution}.json`))).calls;
  return Object.fromEntries(
    recorded.flatMap(({ title, responseBase64 }) => {
      const nodeId = /^dynamic workflow of (.+)$/.exec(title)?.[1];
      if (nodeId === undefined) return [];
      const closure = fromBinary(DynamicNodeWorkflowResponseSchema, bytesOf(responseBase64)).compiledWorkflow;
      return closure === undefined ? [] : [[nodeId, closure]];
    }),
  );
}

function bytesOf(base64: string | undefined): Uint8Array {
  if (base64 === undefined) throw new Error("the recording has no answer");
  return Buffer.from(base64, "base64");
}

/** Phases that each node and each attempt (`node#attempt`) passed through, as far as the watcher saw them. */
export function phasesSeen(frames: readonly Frame[]): Map<string, string[]> {
  const seen = new Map<string, string[]>();
  const note = (key: string, phase: string) => {
    const phases = seen.get(key) ?? [];
    if (phases.at(-1) !== phase) phases.push(phase);
    seen.set(key, phases);
  };
  for (const { execution, nodes, tasks } of frames) {
    if (execution !== undefined && execution.closure.phase !== "UNDEFINED") note("workflow", execution.closure.phase);
    for (const { node: each } of nodes) note(each.id.nodeId, each.closure.phase);
    for (const { task: each } of tasks)
      note(`${each.id.nodeExecutionId.nodeId}#${each.id.retryAttempt}`, each.closure.phase);
  }
  return seen;
}
