import { clusterFailures } from "@/lib/core/failures/cluster-failures";
import type { RawFailure } from "@/lib/core/failures/types";
import { type LabelledFailures, loadLabelledFailures, loadLabelledRuns } from "@/lib/testing/failures/load-failures";
import { loadWordings } from "@/lib/testing/failures/load-wordings";
import { halfOf, scoreClusters, scoreRuns } from "@/lib/testing/failures/score";
import type { Figure } from "./report";

const ITEMS = 50_000;
const REPEATS = 3;

/**
 * How well labelled failures are grouped: `--recordings DIR` names a folder with `clusters.json` and `runs.json`, plain or
 * gzip, itself or in `failures/`; without it those of the repository. Needs neither a build nor a browser.
 */
export async function benchFailures(args: readonly string[]): Promise<Figure[]> {
  const folder = readFolder(args);
  const labelled = loadLabelledFailures(folder);
  return Promise.resolve([
    ...clusterFigures("all families", labelled, true),
    ...clusterFigures("one half of the families", halfOf(labelled, 0), false),
    ...clusterFigures("the other half", halfOf(labelled, 1), false),
    ...clusterFigures("wordings of others, written by hand", loadWordings(), false),
    ...runFigures(folder),
    clusterTime(labelled),
  ]);
}

function readFolder(args: readonly string[]): string | null {
  const at = args.indexOf("--recordings");
  return at < 0 ? null : (args[at + 1] ?? null);
}

const percent = (share: number): number => Math.round(share * 10_000) / 100;

function clusterFigures(what: string, labelled: LabelledFailures, isJudged: boolean): Figure[] {
  const score = scoreClusters(labelled);
  const figure = (name: string, value: number, limit: Partial<Figure>, note = ""): Figure => ({
    what: `${what}: ${name}`,
    value: percent(value),
    unit: "%",
    ...(isJudged ? limit : {}),
    note,
  });
  return [
    figure(
      "pairwise precision",
      score.precision,
      { least: 95 },
      `${score.messages} messages of ${score.families} causes`,
    ),
    figure("pairwise recall", score.recall, { least: 75 }, `${score.mergedCuts} cut texts in a cluster of a cause`),
    figure("fault told rightly", score.fault, { least: 85 }),
    figure("user and platform swapped", score.swaps, { budget: 3 }),
  ];
}

function runFigures(folder: string | null): Figure[] {
  const runs = loadLabelledRuns(folder);
  const score = scoreRuns(runs);
  const figure = (what: string, value: number, note = ""): Figure => ({
    what: `runs: ${what}`,
    value: percent(value),
    unit: "%",
    note,
  });
  return [
    figure("first root named", score.firstRoot, `${runs.length} runs`),
    figure("precision of roots", score.rootPrecision),
    figure("recall of roots", score.rootRecall),
    figure("roles told rightly", score.roles, `${score.falseCauses} consequences or copies as causes`),
  ];
}

/** The corpus over and over with other numbers, as the items of one map: all texts differ. Best of three, CPU time. */
function clusterTime({ messages }: LabelledFailures): Figure {
  const items: RawFailure[] = Array.from({ length: ITEMS }, (_, index) => {
    const { code, kind, message } = messages[index % messages.length] ?? { code: null, kind: null, message: "" };
    return { code, kind, message: message.replace(/(\d+)\.(\d+)|\d{5,}/g, () => `${100_000 + index}`) };
  });
  const times = Array.from({ length: REPEATS }, () => {
    const before = process.cpuUsage();
    clusterFailures(items);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
  const note = `${new Set(items.map(({ message }) => message)).size} different texts; CPU time`;
  return { what: `${ITEMS} failures in clusters`, value: Math.min(...times), unit: "ms", budget: 1_000, note };
}
