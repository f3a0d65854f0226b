import { once } from "node:events";
import { appendFileSync, createWriteStream, mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { setImmediate } from "node:timers/promises";
import { abortRun } from "@/sandbox/scale/live/abort-run";
import { StepReporter } from "@/sandbox/scale/live/events";
import type { LiveRun } from "@/sandbox/scale/live/live-runs";
import { type LiveNote, remember } from "@/sandbox/scale/live/notes";
import { stepsOf } from "@/sandbox/scale/live/steps";
import { ScenarioObjects } from "@/sandbox/scale/objects";
import type { ScenarioOptions } from "@/sandbox/scale/options";
import type { PlannedNode, PlannedRun } from "@/sandbox/scale/plan/plan";
import { planRun } from "@/sandbox/scale/plan/plan-run";
import { Random } from "@/sandbox/scale/random";
import type { LogUri } from "@/sandbox/scale/rows/task-messages";
import { stamp } from "@/sandbox/scale/rows/times";
import { entityRowsOf, hasRun, writeExecution, writeNodes } from "@/sandbox/scale/rows/write-run";
import type { Scale, Scenario, ScenarioResult } from "@/sandbox/scale/scale";
import { registerShape } from "@/sandbox/scale/shapes/register";
import { shapeOfOne } from "@/sandbox/scale/shapes/shapes";
import { logLine } from "./log-text";

const LINES = 1_000_000;
const LINES_A_SECOND = 50;
const MS_A_LINE = 20;
const CHUNK_LINES = 2_000;
const TICK_MS = 200;

/** One task with one long log; a live one goes on writing until it is aborted. */
export const F5: Scenario = {
  summary: "a log of 1,000,000 lines, which a live run lets grow",
  run: runLog,
};

async function runLog(scale: Scale, options: ScenarioOptions): Promise<ScenarioResult> {
  const { context } = scale;
  const lines = options.lines ?? LINES;
  const opened = open(scale, options, Date.now() - lines * MS_A_LINE - 60_000);
  const { run } = opened;
  const result = { scenario: "F5" as const, executions: [run.id.name], made: { lines } };
  if (hasRun(context, run.id)) return { ...result, made: {}, existing: true };
  await writeLog(opened, options, lines);
  const rows = entityRowsOf(context.store, run);
  if (options.live) {
    const note: LiveNote = { scenario: "F5", options, createdAtMs: run.createdAtMs, done: lines };
    context.store.transaction(() => {
      writeExecution(context, run, rows, false);
      begin(scale, opened);
      remember(scale.port.state, run.id, note);
    });
    scale.live.add(run.id, growing(scale, opened, note));
  } else
    context.store.transaction(() => {
      writeNodes(context, run, run.nodes, new Map<PlannedNode, number>(), opened.logUri);
      writeExecution(context, run, rows, true);
    });
  return { ...result, existing: false };
}

type Opened = { run: PlannedRun; logUri: LogUri; path: string };

function open(scale: Scale, options: ScenarioOptions, createdAtMs: number): Opened {
  const { seed, project, domain, live, lines = LINES } = options;
  const place = { project, domain, version: `s${seed}` };
  const shape = shapeOfOne("scale.logs.one_long_log");
  registerShape(scale.context, place, shape);
  const objects = new ScenarioObjects(scale.context, place, `f5-${seed}`, scale.publicLog);
  const seconds = (lines * MS_A_LINE) / 1_000;
  const run = planRun({
    place,
    shape,
    name: options.name ?? `f5-${seed}${live ? "-live" : ""}`,
    random: new Random(seed),
    taskSeconds: [seconds, seconds],
    createdAtMs,
    uris: objects.emptyRun(),
    prefix: `${scale.context.objects.prefix}/metadata/propeller`,
    graph: objects.graph,
    valuesOf: objects.valuesOf,
    failure: null,
    labels: { scenario: "F5" },
  });
  const object = `${scale.context.objects.prefix}/logs/${project}-${domain}/${run.id.name}-n0-0.log`;
  return { run, logUri: () => scale.publicLog(object), path: scale.context.objects.pathOf(object) };
}

async function writeLog({ path, run }: Opened, { seed }: ScenarioOptions, lines: number): Promise<void> {
  const random = new Random(seed);
  mkdirSync(dirname(path), { recursive: true });
  const file = createWriteStream(path);
  for (let from = 0; from < lines; from += CHUNK_LINES) {
    if (!file.write(linesOf(random, from, Math.min(lines, from + CHUNK_LINES), run.createdAtMs)))
      await once(file, "drain");
    await setImmediate();
  }
  file.end();
  await once(file, "finish");
}

function linesOf(random: Random, from: number, to: number, startMs: number): string {
  let text = "";
  for (let number = from; number < to; number += 1) text += `${logLine(random, number, startMs)}\n`;
  return text;
}

/** Everything that has happened when the task runs. */
function begin({ port, context }: Scale, { run, logUri }: Opened): void {
  const at = ({ atMs }: { atMs: number }) => stamp(run.createdAtMs + atMs);
  const reporter = new StepReporter(port, context.objects, run, logUri, at, 0);
  for (const step of stepsOf(run)) {
    reporter.step(step);
    if (step.kind === "attempt" && step.phase === "running") return;
  }
}

function growing(scale: Scale, { run, path }: Opened, note: LiveNote): LiveRun {
  const { rate = LINES_A_SECOND, speed, seed } = note.options;
  const random = new Random(seed + note.done);
  let timer: NodeJS.Timeout | null = null;
  let [number, beganMs] = [note.done, performance.now()];
  const grow = (): void => {
    const due = note.done + Math.floor(((performance.now() - beganMs) * rate * speed) / 1_000);
    if (due > number) appendFileSync(path, linesOf(random, number, due, run.createdAtMs));
    number = Math.max(number, due);
  };
  return {
    begin: () => {
      beganMs = performance.now();
      timer = setInterval(grow, TICK_MS);
      timer.unref();
    },
    stop: () => {
      if (timer !== null) clearInterval(timer);
      timer = null;
    },
    abort: () => abortRun(scale, run.id),
  };
}

/** Goes on with a log that was growing when the process ended. */
export const reopenLog = (scale: Scale, note: LiveNote): LiveRun =>
  growing(scale, open(scale, note.options, note.createdAtMs), note);
