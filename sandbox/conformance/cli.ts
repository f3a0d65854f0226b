import { parseArgs } from "node:util";
import { CatchUp } from "./catch-up";
import { RawClient } from "./grpc-call";
import { readGroups, type RecordedGroup } from "./recordings";
import { type Outcome, replay } from "./replay";
import { reportLines, totals } from "./report";
import { startSandbox } from "./start-sandbox";

/**
 * Replays calls that were recorded from a real FlyteAdmin and compares the answers:
 * `npm run conformance -- [--recordings DIR] [--admin URL]`. Without a URL it starts a fresh sandbox from dist.
 */
const THRESHOLDS = { codes: 0.98, bodies: 0.95 };

/** Executions that a group has just started get this time to run, as they had when the next group was recorded. */
const SETTLE_MS = 4_000;
const STARTS = new Set(["create", "create-more", "acts"]);

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
    const outcomes = await replayAll(client, groups);
    for (const line of reportLines(outcomes)) say(line);
    return conclude(groups, outcomes);
  } finally {
    client.close();
    await sandbox?.stop();
  }
}

async function replayAll(client: RawClient, groups: readonly RecordedGroup[]): Promise<Outcome[]> {
  const catchUp = new CatchUp(client);
  // A FlyteAdmin has these from its settings; the second one only matters to lists of all projects.
  await catchUp.projects(["otherproject"]);
  const outcomes: Outcome[] = [];
  for (const group of groups) {
    await catchUp.before(group);
    for (const call of group.calls) {
      outcomes.push(await replay(client, group.name, call));
      catchUp.note(call);
    }
    if (STARTS.has(group.name)) await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  }
  return outcomes;
}

function conclude(groups: readonly RecordedGroup[], outcomes: readonly Outcome[]): number {
  const sum = totals(outcomes);
  const share = { codes: sum.codes / Math.max(1, sum.calls), bodies: sum.bodies / Math.max(1, sum.good) };
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
  const httpOnly = groups.reduce((count, { withoutRpc }) => count + withoutRpc, 0);
  say("");
  say(`codes  ${sum.codes} of ${sum.calls} agree (${percent(share.codes)}; at least ${percent(THRESHOLDS.codes)} wanted)`);
  say(`bodies ${sum.bodies} of ${sum.good} good answers agree (${percent(share.bodies)}; at least ${percent(THRESHOLDS.bodies)} wanted)`);
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
