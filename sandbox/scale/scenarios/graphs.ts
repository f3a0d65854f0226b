import { inBatches } from "@/sandbox/scale/batches";
import { abortRun } from "@/sandbox/scale/live/abort-run";
import type { LiveRun } from "@/sandbox/scale/live/live-runs";
import { forget, type LiveNote, remember } from "@/sandbox/scale/live/notes";
import { Player } from "@/sandbox/scale/live/player";
import { ScenarioObjects } from "@/sandbox/scale/objects";
import type { ScenarioName, ScenarioOptions } from "@/sandbox/scale/options";
import type { PlannedNode, PlannedRun } from "@/sandbox/scale/plan/plan";
import { planRun } from "@/sandbox/scale/plan/plan-run";
import { Random } from "@/sandbox/scale/random";
import { entityRowsOf, hasRun, writeExecution, writeNodes } from "@/sandbox/scale/rows/write-run";
import type { Scale, Scenario, ScenarioResult } from "@/sandbox/scale/scale";
import { registerShape } from "@/sandbox/scale/shapes/register";
import type { Shape } from "@/sandbox/scale/shapes/shape";
import { shapeF1, shapeF2, shapeF3, shapeF4 } from "@/sandbox/scale/shapes/shapes";
import type { Place } from "@/sandbox/scale/shapes/tasks";

const SHAPES = {
  F1: { summary: "50 nodes", shape: ({ seed }) => shapeF1(seed) },
  F2: { summary: "1,000 nodes on 3 levels", shape: ({ seed }) => shapeF2(seed) },
  F3: { summary: "10,000 nodes in maps, sub-workflows and dynamics", shape: ({ seed }) => shapeF3(seed) },
  F4: { summary: "a map of 50,000 items", shape: ({ items = 50_000 }) => shapeF4(items) },
} satisfies Partial<Record<ScenarioName, { summary: string; shape: (options: ScenarioOptions) => Shape }>>;

type GraphName = keyof typeof SHAPES;

const FAILURE =
  'Traceback (most recent call last):\n\n  File "scale/tasks.py", line 31, in step\n    raise RuntimeError(f"weight {weight} is out of range")\n\nMessage:\n\n    RuntimeError: weight 0.75 is out of range';

type Opened = { run: PlannedRun; objects: ScenarioObjects; shape: Shape; place: Place };

/** The plan of a scenario's run: the same for the same options, but for the moment of its creation. */
function open(scale: Scale, name: GraphName, options: ScenarioOptions, createdAtMs: number): Opened {
  const { seed, project, domain } = options;
  const shape = SHAPES[name].shape(options);
  const place = { project, domain, version: `s${seed}${options.items === undefined ? "" : `-${options.items}`}` };
  const objects = new ScenarioObjects(scale.context, place, `${name.toLowerCase()}-${seed}`, scale.publicLog);
  registerShape(scale.context, place, shape);
  const run = planRun({
    place,
    shape,
    name: executionName(name, options),
    random: new Random(seed),
    taskSeconds: name === "F4" ? [1, 8] : [4, 40],
    createdAtMs,
    uris: objects.emptyRun(),
    prefix: `${scale.context.objects.prefix}/metadata/propeller`,
    graph: objects.graph,
    valuesOf: objects.valuesOf,
    failure: options.fails ? FAILURE : null,
    labels: { scenario: name },
  });
  return { run, objects, shape, place };
}

function executionName(scenario: GraphName, { name, seed, live, fails }: ScenarioOptions): string {
  return name ?? `${scenario.toLowerCase()}-${seed}${live ? "-live" : ""}${fails ? "-fails" : ""}`;
}

async function runGraph(scale: Scale, name: GraphName, options: ScenarioOptions): Promise<ScenarioResult> {
  const { context } = scale;
  const opened = open(scale, name, options, Date.now());
  const { run, objects } = opened;
  const nodes = run.nodes.length + run.nodes.reduce((sum, { items }) => sum + items.length, 0);
  const result = { scenario: name, executions: [run.id.name], made: { nodes } };
  if (hasRun(context, run.id)) return { ...result, made: {}, existing: true };
  if (options.live) {
    play(scale, name, options);
    return { ...result, existing: false };
  }
  run.createdAtMs -= Math.ceil(run.endedMs) + 60_000;
  const rows = new Map<PlannedNode, number>();
  // The execution comes last: whoever sees it sees all of it.
  await inBatches(context.store, run.nodes, (node) => writeNodes(context, run, [node], rows, objects.logUri));
  context.store.transaction(() => writeExecution(context, run, entityRowsOf(context.store, run), true));
  return { ...result, existing: false };
}

type GraphNote = LiveNote & { scenario: GraphName };

function play(scale: Scale, name: GraphName, options: ScenarioOptions): void {
  const note: GraphNote = { scenario: name, options, createdAtMs: Date.now(), done: 0 };
  const { run, player, live } = openPlayer(scale, note);
  const share = options.from ?? 0;
  note.createdAtMs -= share === 0 ? 0 : Math.ceil(player.plannedMs(share));
  run.createdAtMs = note.createdAtMs;
  const { store } = scale.context;
  store.transaction(() => {
    writeExecution(scale.context, run, entityRowsOf(store, run), false);
    remember(scale.port.state, run.id, note);
    player.catchUp(share);
  });
  scale.live.add(run.id, live);
}

function openPlayer(scale: Scale, note: GraphNote) {
  const { context, port } = scale;
  const { run, objects } = open(scale, note.scenario, note.options, note.createdAtMs);
  const player: Player = new Player(
    context,
    port,
    run,
    objects.logUri,
    note.options,
    note.done,
    (done, rest) => (rest === 0 ? forget(port.state, run.id) : remember(port.state, run.id, { ...note, done })),
    () => scale.live.remove(run.id),
  );
  const live: LiveRun = {
    begin: () => player.begin(),
    stop: () => player.stop(),
    abort: () => abortRun(scale, run.id),
  };
  return { run, player, live };
}

const isGraph = (name: string): name is GraphName => Object.hasOwn(SHAPES, name);

/** The live run that a note tells of, to be gone on with; null for a scenario that has none. */
export function reopenGraph(scale: Scale, note: LiveNote): LiveRun | null {
  const { scenario } = note;
  return isGraph(scenario) ? openPlayer(scale, { ...note, scenario }).live : null;
}

const graphScenario = (name: GraphName): Scenario => ({
  summary: SHAPES[name].summary,
  run: (scale, options) => runGraph(scale, name, options),
});

export const F1 = graphScenario("F1");
export const F2 = graphScenario("F2");
export const F3 = graphScenario("F3");
export const F4 = graphScenario("F4");
