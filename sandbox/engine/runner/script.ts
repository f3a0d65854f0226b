import { appendFileSync, mkdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { fromJson, type JsonValue } from "@bufbuild/protobuf";
import { z } from "zod";
import { DynamicJobSpecSchema } from "@/lib/flyteidl/gen/flyteidl/core/dynamic_job_pb";
import { NodeFailure } from "@/sandbox/engine/flow/failures";
import { sleep } from "@/sandbox/engine/flow/time";
import { encodeOutputs } from "@/sandbox/tasks/runtime/encode";
import { entryPoint } from "@/sandbox/tasks/runtime/entry-point";
import type { Launcher, TaskError, TaskOutcome, TaskRequest, TaskRunner } from "./runner";

const failure = z.object({
  code: z.string().default("USER:RuntimeError"),
  message: z.string(),
  origin: z.enum(["USER", "SYSTEM"]).default("USER"),
  recoverable: z.boolean().default(false),
});

const scripted = z.object({
  /** Seconds that an attempt takes. */
  duration: z.number().min(0).default(0),
  log: z.array(z.string()).default([]),
  /** The failure of attempt 0, 1, …; null and those beyond the end succeed. */
  failures: z.array(failure.nullable()).default([]),
  /** Plain values by output name, spelled as literals by the task's interface. */
  outputs: z.record(z.string(), z.json()).default({}),
  /** For a dynamic task: its graph, as the JSON of a DynamicJobSpec. */
  dynamic: z.json().optional(),
  deck: z.string().nullable().default(null),
  /** For an eager task: tasks that it starts, all at once, as executions of their own, with plain inputs. */
  eager: z.array(z.object({ task: z.string(), inputs: z.record(z.string(), z.json()).default({}) })).default([]),
});

const task = scripted.extend({
  /** Other outcomes for single items of a map, by index. */
  items: z.record(z.string(), scripted.partial()).default({}),
});

const script = z.record(z.string(), task);
export type Script = z.output<typeof script>;

/** Throws with the place of the mistake when the file is no script. */
export function readScript(path: string): Script {
  const parsed = script.safeParse(JSON.parse(readFileSync(path, "utf8")));
  if (!parsed.success) throw new Error(`${path}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

export function parseScript(value: unknown): Script {
  return script.parse(value);
}

/** Plays the outcomes of a script, by task name; all other tasks go on to `next`. */
export class ScriptedRunner implements TaskRunner {
  constructor(
    private readonly tasks: Script,
    private readonly next: TaskRunner,
  ) {}

  async run(request: TaskRequest, signal: AbortSignal, launch?: Launcher): Promise<TaskOutcome> {
    const found = this.tasks[request.task.id?.name ?? ""] ?? this.tasks[entryPoint(request.task)];
    if (found === undefined) return this.next.run(request, signal, launch);
    const act = request.index === null ? found : { ...found, ...found.items[String(request.index)] };
    if (act.log.length > 0) {
      mkdirSync(dirname(request.logPath), { recursive: true });
      appendFileSync(request.logPath, act.log.map((line) => `${line}\n`).join(""));
    }
    await sleep(act.duration * 1_000, signal);
    const broken = await launchAll(act.eager, launch);
    if (broken !== null) return { kind: "failed", error: broken };
    const failed = act.failures[request.attempt] ?? null;
    if (failed !== null) return { kind: "failed", error: failed };
    if (act.dynamic !== undefined)
      return { kind: "dynamic", spec: fromJson(DynamicJobSpecSchema, jsonOf(act.dynamic)) };
    return { kind: "outputs", outputs: encodeOutputs(act.outputs, request.task, request.index), deck: act.deck };
  }

  close(): Promise<void> {
    return this.next.close();
  }
}

/** Answers the failure of the first that fails, else null. */
async function launchAll(calls: Script[string]["eager"], launch: Launcher | undefined): Promise<TaskError | null> {
  if (calls.length === 0 || launch === undefined) return null;
  const settled = await Promise.allSettled(calls.map(({ task: name, inputs }) => launch(name, inputs)));
  for (const each of settled) {
    if (each.status === "fulfilled") continue;
    if (!(each.reason instanceof NodeFailure)) throw each.reason;
    const { code, message } = each.reason.error;
    return { code, message, origin: "USER", recoverable: false };
  }
  return null;
}

function jsonOf(value: JsonValue): JsonValue {
  return value;
}
