import { SimpleType } from "@/lib/flyteidl/gen/flyteidl/core/types_pb";
import { primitive } from "@/sandbox/engine/values/literals";
import { Dynamic, type TaskContext, type TaskFunction } from "@/sandbox/tasks/runtime/context";
import { callsInList, simpleType } from "@/sandbox/tasks/runtime/dynamic-spec";
import { Recoverable } from "@/sandbox/tasks/runtime/errors";
import type { Inputs } from "@/sandbox/tasks/runtime/inputs";
import { CROSSINGS, reach, streetSeconds } from "./roads";
import { Seeded } from "./seeded";
import { total } from "./table";

const STAGES = 6;
const REACH_S = 180;

/** FNV-1a over whole numbers, eight hex digits. */
function checksumOf(numbers: readonly number[]): string {
  let mixed = 0x811c9dc5;
  for (const number of numbers) mixed = Math.imul(mixed ^ (number >>> 0), 0x01000193) >>> 0;
  return mixed.toString(16).padStart(8, "0");
}

/** Walks this stage's share of the steps; each step finds what a driver reaches from one crossing. */
async function survey(stage: string, share: number, inputs: Inputs, { log, pace }: TaskContext): Promise<number> {
  const [region, steps] = [inputs.text("region"), inputs.number("steps")];
  const [from, to] = [Math.floor((steps * share) / STAGES), Math.floor((steps * (share + 1)) / STAGES)];
  const wait = pace(inputs.number("pace"), 1);
  const seen: number[] = [];
  for (let step = from; step < to; step += 1) {
    const source = (step * 97) % CROSSINGS;
    const within = reach(region, source, REACH_S);
    const farthest = Math.max(...within.values());
    seen.push(within.size, farthest);
    await wait();
    const event = `${stage} ${step + 1}/${steps}`;
    if (within.size < 12) log.warning(event, { crossing: source, reached: within.size, note: "isolated" });
    else log.info(event, { crossing: source, reached: within.size, farthest_s: farthest });
  }
  return Number.parseInt(checksumOf(seen), 16);
}

/** Stage 1 of 6. Answers a mark that the later stages extend. */
export const downloadTiles: TaskFunction = async (inputs, context) => ({
  o0: await survey("tile", 0, inputs, context),
});

function laterStage(stage: string, share: number): TaskFunction {
  return async (inputs, context) => ({
    o0: (inputs.number("mark") ^ (await survey(stage, share, inputs, context))) >>> 0,
  });
}

export const parseWays = laterStage("way", 1);
export const joinStreets = laterStage("street", 2);
export const weighStreets = laterStage("weight", 3);
export const contractGraph = laterStage("shortcut", 4);

/** Stage 6 of 6: checks a last share, then writes the graph. */
export const publishGraph: TaskFunction = async (inputs, context) => {
  const final = (inputs.number("mark") ^ (await survey("check", 5, inputs, context))) >>> 0;
  const region = inputs.text("region");
  const seconds = Array.from({ length: CROSSINGS * 2 }, (_, index) =>
    streetSeconds(region, Math.floor(index / 2), index % 2),
  );
  const graph = context.files.write("roads.json", JSON.stringify({ region, seconds }));
  const checksum = checksumOf([final, ...seconds]);
  context.log.info("published", { region, streets: seconds.length, checksum });
  return { streets: seconds.length, checksum, graph };
};

/** The source refuses every first call, as some do after a night of rest. */
export const fetchDepotFeed: TaskFunction = async (inputs, { attempt, log, pace }) => {
  log.info("connect", { feed: "depot", attempt: attempt + 1 });
  const step = pace(inputs.number("pace"), 2);
  await step();
  if (attempt === 0) {
    log.warning("reset", { feed: "depot", after_bytes: 4096 });
    throw new Recoverable("the depot feed closed the connection after 4096 bytes; a new attempt may help", [
      { file: "eta/operations.py", line: 113, in: "fetch_depot_feed", code: "raise FlyteRecoverableException(" },
    ]);
  }
  await step();
  const random = new Seeded(5);
  let vehicles = 0;
  for (let vehicle = 0; vehicle < 400; vehicle += 1) if (random.next() < 0.85) vehicles += 1;
  log.info("fetched", { feed: "depot", vehicles });
  return { o0: vehicles };
};

/** One table of the report: the mean delay of eight depots. */
export const renderTable: TaskFunction = async (inputs, { log, pace }) => {
  const index = inputs.number("index");
  const random = new Seeded(index, 1);
  const delays = Array.from({ length: 8 }, () => random.below(600));
  await pace(inputs.number("pace"), 1)();
  const worst = Math.max(...delays);
  log.info("table", { index, depots: delays.length, worst_s: worst });
  return { o0: `table ${index}: mean ${Math.floor(total(delays) / delays.length)} s, worst ${worst} s` };
};

/** Looks for new data for `pace` seconds; only then it knows its children. */
export const renderTables: TaskFunction = async (inputs, { log, task, sleep }) => {
  const tables = inputs.number("tables");
  log.info("search", { tables });
  await sleep(inputs.number("pace"));
  log.info("found", { tables });
  const calls = Array.from({ length: tables }, (_, index) => ({
    index: primitive({ case: "integer", value: BigInt(index + 1) }),
    pace: inputs.literal("pace"),
  }));
  const callee = {
    module: "eta.operations",
    name: "render_table",
    inputs: { index: simpleType(SimpleType.INTEGER), pace: simpleType(SimpleType.FLOAT) },
    output: simpleType(SimpleType.STRING),
  };
  return new Dynamic(callsInList(task, callee, calls));
};

/** Binds the tables into one text. */
export const bindReport: TaskFunction = (inputs, { log, files }) => {
  const tables = inputs.texts("tables");
  const report = files.write("report.txt", `${tables.join("\n")}\n`);
  log.info("report", { tables: tables.length });
  return { o0: report };
};
