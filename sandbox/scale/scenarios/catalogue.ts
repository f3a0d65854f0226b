import { SimpleType } from "@/lib/flyteidl/gen/flyteidl/core/types_pb";
import { inBatches } from "@/sandbox/scale/batches";
import { ScenarioObjects } from "@/sandbox/scale/objects";
import type { ScenarioOptions } from "@/sandbox/scale/options";
import type { PlannedNode, PlannedRun } from "@/sandbox/scale/plan/plan";
import { planRun } from "@/sandbox/scale/plan/plan-run";
import { Random } from "@/sandbox/scale/random";
import { type EntityRows, entityRowsOf, hasRun, writeExecution, writeNodes } from "@/sandbox/scale/rows/write-run";
import type { Scale, Scenario, ScenarioResult } from "@/sandbox/scale/scale";
import { registerTask, registerWorkflow } from "@/sandbox/scale/shapes/register";
import type { Shape } from "@/sandbox/scale/shapes/shape";
import { shapeOfOne } from "@/sandbox/scale/shapes/shapes";
import { type Place, pythonTask, simple, stepTask } from "@/sandbox/scale/shapes/tasks";
import { templateOf } from "@/sandbox/scale/shapes/workflows";

const EXECUTIONS = 100_000;
const ENTITIES = 10_000;
const VERSIONS = 4;
/** Of five rows of entities one is a workflow, one its launch plan and three are tasks. */
const PARTS = 5;
const DAYS = 90;
const DAY_MS = 86_400_000;

const TEAMS = ["pricing", "routing", "search", "fraud", "vision", "speech", "supply", "growth"] as const;
const OWNERS = ["amara", "jonas", "mei", "ravi", "sofia"] as const;
const FAILURES = [
  "RuntimeError: the upstream table has no rows for the window",
  "ValueError: could not convert string to float: 'n/a'",
  "ConnectionError: HTTPSConnectionPool(host='features.internal', port=443): Max retries exceeded",
  "MemoryError: Unable to allocate 12.4 GiB for an array with shape (41000, 40500)",
  "KeyError: 'zone_id'",
] as const;
const CAUSES = ["wrong inputs", "superseded by a newer run", "stuck since last night"] as const;

/** A project of some years: many entities in many versions, and their executions over ninety days. */
export const F6: Scenario = { summary: "100,000 executions and 10,000 entities", run: runCatalogue };

type Entity = { place: Place; shape: Shape; rows: EntityRows };

async function runCatalogue(scale: Scale, options: ScenarioOptions): Promise<ScenarioResult> {
  const { context } = scale;
  const { executions: count = EXECUTIONS, entities = ENTITIES, seed } = options;
  const nowMs = Date.now();
  const objects = new ScenarioObjects(context, placeOf(options, 1), `f6-${seed}`, scale.publicLog);
  const plan = (number: number, { place, shape }: Pick<Entity, "place" | "shape">): PlannedRun =>
    planOne(scale, options, objects, { place, shape, number, count, nowMs });
  const first = plan(0, { place: placeOf(options, 1), shape: shapeOf(0) });
  const result = { scenario: "F6" as const, executions: [first.id.name] };
  if (hasRun(context, first.id)) return { ...result, made: {}, existing: true };

  const known: Entity[] = [];
  const wanted = Array.from({ length: Math.ceil(entities / PARTS) }, (_, number) => number);
  await inBatches(context.store, wanted, (number) => {
    const place = placeOf(options, 1 + (number % VERSIONS));
    const shape = shapeOf(Math.floor(number / VERSIONS));
    known.push({ place, shape, rows: registerOne(scale, place, shape, plan) });
  });
  const random = new Random(seed + 1);
  const numbers = Array.from({ length: count }, (_, number) => number);
  await inBatches(context.store, numbers, (number) => {
    // Most runs are of the newest version, and some workflows run far more often than others.
    const entity = number === 0 ? known[0] : known[Math.floor(known.length * random.next() ** 2)];
    if (entity === undefined) return;
    const run = plan(number, entity);
    writeNodes(context, run, run.nodes, new Map<PlannedNode, number>(), objects.logUri);
    writeExecution(context, run, entity.rows, true);
  });
  return { ...result, made: { executions: count, entities: wanted.length * PARTS }, existing: false };
}

const placeOf = ({ project, domain }: ScenarioOptions, version: number): Place => ({
  project,
  domain,
  version: `v${version}`,
});

const nameOf = (number: number): string =>
  `scale.${TEAMS[number % TEAMS.length] ?? TEAMS[0]}.flow_${String(number).padStart(3, "0")}`;
const shapeOf = (number: number): Shape => shapeOfOne(nameOf(number));

function registerOne(
  scale: Scale,
  place: Place,
  shape: Shape,
  plan: (number: number, entity: Pick<Entity, "place" | "shape">) => PlannedRun,
): EntityRows {
  const float = simple(SimpleType.FLOAT);
  registerTask(scale.context, stepTask(place));
  for (const part of ["load", "fit", "report"])
    registerTask(scale.context, pythonTask(place, `${shape.name}_${part}`, { weight: float }, { o0: float }));
  registerWorkflow(scale.context, templateOf(place, shape));
  return entityRowsOf(scale.context.store, plan(0, { place, shape }));
}

type Wanted = { place: Place; shape: Shape; number: number; count: number; nowMs: number };

function planOne(
  { context }: Scale,
  options: ScenarioOptions,
  objects: ScenarioObjects,
  { place, shape, number, count, nowMs }: Wanted,
): PlannedRun {
  const random = new Random(options.seed * 1_000_003 + number);
  const share = random.next();
  const ageMs = (1 - number / count) * DAYS * DAY_MS;
  return planRun({
    place,
    shape,
    name: `${options.name ?? `f6-${options.seed}`}-${String(number).padStart(6, "0")}`,
    random,
    taskSeconds: [5, 900],
    createdAtMs: nowMs - Math.max(ageMs, 0.02 * DAY_MS),
    uris: objects.emptyRun(),
    prefix: `${context.objects.prefix}/metadata/propeller`,
    graph: objects.graph,
    valuesOf: objects.valuesOf,
    failure: share < 0.12 ? random.pick(FAILURES) : null,
    abortCause: share > 0.95 ? random.pick(CAUSES) : null,
    labels: { team: shape.name.split(".")[1] ?? "", owner: random.pick(OWNERS) },
    tags: number % 20 === 0 ? ["release"] : [],
  });
}
