import { parseArgs } from "node:util";
import { type Facts, factsOf } from "./facts";
import { RawClient } from "./grpc-call";
import { type RecordedGroup, readGroups } from "./recordings";
import { Registrar } from "./registrar";
import { type Outcome, replay } from "./replay";
import { belowAimLines, percent, reportLines, totals } from "./report";
import { RunFacts } from "./run-facts";
import { StandIn } from "./stand-in";
import { startSandbox } from "./start-sandbox";

/**
 * Replays calls that were recorded from a real FlyteAdmin and compares the answers:
 * `npm run conformance -- [--recordings DIR] [--admin URL]`. Without a URL it starts a fresh sandbox from dist.
 */
const THRESHOLDS = { codes: 0.98, bodies: 0.95 };

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      recordings: { type: "string", default: "lib/testing/recordings" },
      admin: { type: "string" },
    },
  });
  const groups = readGroups(values.recordings);
  const sandbox = values.admin === undefined ? await startSandbox() : null;
  const client = new RawClient(values.admin ?? sandbox?.url ?? "");
  try {
    const outcomes = await replayAll(client, groups, sandbox !== null);
    for (const line of reportLines(outcomes)) say(line);
    return conclude(groups, outcomes);
  } finally {
    client.close();
    await sandbox?.stop();
  }
}

/**
 * `playsEngine` when nobody runs what is created: then every state comes from the recording. An admin with an engine of
 * its own is only asked.
 */
async function replayAll(
  client: RawClient,
  groups: readonly RecordedGroup[],
  playsEngine: boolean,
): Promise<Outcome[]> {
  const calls = groups.flatMap((group) => group.calls.map((call) => ({ group: group.name, call })));
  const facts: Facts[] = calls.map(({ call }) => factsOf(call));
  const registrar = new Registrar(client);
  registrar.prepare(
    calls.map(({ call }) => call),
    facts,
  );
  const runs = new RunFacts();
  calls.forEach(({ call }, at) => runs.add(at, call, facts[at] ?? factsOf(call)));
  const standIn = playsEngine ? new StandIn(client, runs, registrar) : null;
  // FlyteAdmin makes these from its settings.
  for (const id of ["flytesnacks", "otherproject"]) await registrar.project(id);
  const outcomes: Outcome[] = [];
  for (const [at, { group, call }] of calls.entries()) {
    const shown = facts[at] ?? factsOf(call);
    await registrar.before(call, shown);
    await standIn?.before(at, call, shown);
    outcomes.push(await replay(client, group, call));
    standIn?.after(call);
  }
  for (const problem of standIn?.problems ?? []) say(`STATE ${problem.slice(0, 300)}`);
  return outcomes;
}

function conclude(groups: readonly RecordedGroup[], outcomes: readonly Outcome[]): number {
  const sum = totals(outcomes);
  const share = { codes: sum.codes / Math.max(1, sum.calls), bodies: sum.bodies / Math.max(1, sum.good) };
  const httpOnly = groups.reduce((count, { withoutRpc }) => count + withoutRpc, 0);
  say("");
  for (const line of belowAimLines(outcomes, THRESHOLDS)) say(line);
  say("");
  say(
    `codes  ${sum.codes} of ${sum.calls} agree (${percent(share.codes)}; at least ${percent(THRESHOLDS.codes)} wanted)`,
  );
  say(
    `bodies ${sum.bodies} of ${sum.good} good answers agree (${percent(share.bodies)}; at least ${percent(THRESHOLDS.bodies)} wanted)`,
  );
  say(
    `left   ${outcomes.filter(({ bodyLeftOut }) => bodyLeftOut !== null).length} bodies are not compared and not counted`,
  );
  say(`texts  ${sum.messages} of ${sum.errors} errors agree`);
  say(`${httpOnly} recorded calls went over FlyteAdmin's HTTP gateway only, which is not replayed`);
  const failed = sum.calls - sum.codes + (sum.good - sum.bodies);
  say(`${sum.calls - failed} passed, ${failed} failed`);
  return share.codes >= THRESHOLDS.codes && share.bodies >= THRESHOLDS.bodies ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`conformance: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  },
);
