import type { TaskFunction } from "@/sandbox/tasks/runtime/context";
import { TaskFailure } from "@/sandbox/tasks/runtime/errors";
import { float } from "@/sandbox/tasks/runtime/log";
import { PREDICTIONS } from "./evaluation";
import { matrix } from "./features";
import { fitBoosted } from "./models/boosted";
import { predict, writeModel } from "./models/model";
import { absoluteErrors } from "./scoring";
import { Seeded } from "./seeded";
import { column, everySecond, mean, readTable, rowsOf, writeTable, zipped } from "./table";

const TREES = 25;

/** Boosting on a bootstrap sample of the trips; the sample depends on `seed` and `member` only. */
export const fitMember: TaskFunction = async (inputs, { log, files, pace, breathe }) => {
  const { features, target } = matrix(inputs.file("train"));
  const [member, maxDepth] = [inputs.number("member"), inputs.number("max_depth")];
  const step = pace(inputs.number("pace"), 5);
  const random = new Seeded(inputs.number("seed"), member);
  const rows = target.map(() => random.below(target.length));
  log.info("bootstrap", { member, trips: rows.length, distinct: new Set(rows).size });
  const model = await fitBoosted(
    rows.map((row) => features[row] ?? []),
    rows.map((row) => target[row] ?? 0),
    {
      trees: TREES,
      maxDepth,
      learningRate: 0.2,
      onTree: async (number, loss) => {
        if (number % 5 !== 0) return breathe();
        await step();
        log.info(`epoch ${number}/${TREES}`, { member, loss: float(loss) });
      },
    },
  );
  const test = matrix(inputs.file("test"));
  const predicted = predict(model, test.features);
  writeModel(files, `member-${member}.json`, model);
  const table = rowsOf(test.zones, test.target, predicted);
  const predictions = writeTable(files, `member-${member}.csv`, PREDICTIONS, table);
  const mae = mean(absoluteErrors(test.target, predicted));
  log.info("member", { member, max_depth: maxDepth, mae: float(mae) });
  return { mae, predictions };
};

/** The mean prediction of a committee; its error is usually below that of every member. */
export const averageMembers: TaskFunction = (inputs, { log, files }) => {
  const tables = inputs.files("members").map(readTable);
  const [first] = tables;
  if (first === undefined) throw new TaskFailure("IndexError", "list index out of range");
  const columns = tables.map((table) => column(table, "predicted"));
  const sums = columns.reduce((sum, values) => zipped(sum, values, (a, b) => a + b));
  const predicted = sums.map((value) => value / tables.length);
  const actual = column(first, "actual");
  const mae = mean(absoluteErrors(actual, predicted));
  log.info("committee", {
    members: tables.length,
    best_member: float(Math.min(...inputs.numbers("maes"))),
    mae: float(mae),
  });
  const rows = rowsOf(column(first, "zone"), actual, predicted);
  return { mae, predictions: writeTable(files, "committee.csv", PREDICTIONS, rows) };
};

/** Weighs the two committees on every second trip. Throws a ValueError when the result misses `mae_limit`. */
export const vote: TaskFunction = (inputs, { log, files }) => {
  const shallow = readTable(inputs.file("shallow"));
  const [actual, first] = [column(shallow, "actual"), column(shallow, "predicted")];
  const second = column(readTable(inputs.file("deep")), "predicted");
  const weight = bestShare(actual, first, second);
  const predicted = zipped(first, second, (a, b) => weight * a + (1 - weight) * b);
  const mae = mean(absoluteErrors(actual, predicted));
  const limit = inputs.number("mae_limit");
  log.info("vote", { shallow: float(weight), deep: float(1 - weight), mae: float(mae), limit: float(limit) });
  if (mae > limit) {
    log.error("gate", { mae: float(mae), limit: float(limit) });
    throw new TaskFailure(
      "ValueError",
      `the ensemble misses by ${mae.toFixed(1)} s on average, more than mae_limit=${limit.toFixed(1)} s allows`,
      [{ file: "eta/ensembling.py", line: 98, in: "vote", code: "raise ValueError(" }],
    );
  }
  return {
    mae,
    gain: Math.min(inputs.number("shallow_mae"), inputs.number("deep_mae")) - mae,
    votes: { shallow: weight, deep: 1 - weight },
    predictions: writeTable(files, "vote.csv", PREDICTIONS, rowsOf(column(shallow, "zone"), actual, predicted)),
  };
};

function bestShare(actual: readonly number[], first: readonly number[], second: readonly number[]): number {
  let best = { share: 0, error: Number.POSITIVE_INFINITY };
  for (let step = 0; step <= 20; step += 1) {
    const share = step / 20;
    const rest = actual.map((value, row) => value - share * (first[row] ?? 0) - (1 - share) * (second[row] ?? 0));
    const error = mean(everySecond(rest).map((value) => value ** 2));
    if (error < best.error) best = { share, error };
  }
  return best.share;
}

/** Tells the owner what failed (here: in the log). */
export const notifyFailure: TaskFunction = (inputs, { log }) => {
  const reason = inputs.errorMessage("err")?.trim().split("\n").at(-1)?.trim() ?? "";
  log.error("notify", {
    to: "eta-oncall",
    city: inputs.text("city"),
    trips: inputs.number("trips"),
    seed: inputs.number("seed"),
    reason: reason === "" ? "unknown" : reason,
  });
  return {};
};
