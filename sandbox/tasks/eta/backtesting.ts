import { SimpleType } from "@/lib/flyteidl/gen/flyteidl/core/types_pb";
import { primitive } from "@/sandbox/engine/values/literals";
import { Dynamic, type TaskFunction } from "@/sandbox/tasks/runtime/context";
import { callsInList, simpleType } from "@/sandbox/tasks/runtime/dynamic-spec";
import { TaskFailure } from "@/sandbox/tasks/runtime/errors";
import { float } from "@/sandbox/tasks/runtime/log";
import { cityNamed, WEEKS } from "./city";
import { type Matrix, matrix } from "./features";
import { fitLinear, predictLinear } from "./models/linear";
import { absoluteErrors } from "./scoring";
import { column, mean, readTable, writeTable } from "./table";

/** Trains on all weeks before `week`, predicts that week: its mean absolute error in seconds. */
export const scoreWeek: TaskFunction = async (inputs, { log, pace }) => {
  const step = pace(inputs.number("pace"), 2);
  const week = inputs.number("week");
  const data = matrix(inputs.file("features"));
  const weeks = column(readTable(inputs.file("features")), "week");
  const before = rowsWhere(data, (row) => (weeks[row] ?? 0) < week);
  const now = rowsWhere(data, (row) => weeks[row] === week);
  if (now.target.length === 0)
    throw new TaskFailure("ValueError", `week ${week} has no trips`, [
      {
        file: "eta/backtesting.py",
        line: 34,
        in: "score_week",
        code: 'raise ValueError(f"week {week} has no trips")',
      },
    ]);
  log.info("train", { week, trips: before.target.length });
  await step();
  const mae = errorOn(before, now);
  await step();
  log.info("score", { week, trips: now.target.length, mae: float(mae) });
  return { o0: mae };
};

function rowsWhere({ features, target, zones }: Matrix, wanted: (row: number) => boolean): Matrix {
  return {
    features: features.filter((_, row) => wanted(row)),
    target: target.filter((_, row) => wanted(row)),
    zones: zones.filter((_, row) => wanted(row)),
  };
}

function errorOn(train: Matrix, test: Matrix): number {
  const model = fitLinear(train.features, train.target, 1);
  return mean(absoluteErrors(test.target, predictLinear(model, test.features)));
}

/** One score_week for each of the last `weeks` weeks. */
export const scoreWeeks: TaskFunction = (inputs, { log, task }) => {
  const weeks = inputs.number("weeks");
  if (weeks < 1 || weeks >= WEEKS)
    throw new TaskFailure("ValueError", `weeks=${weeks} must be 1 to ${WEEKS - 1}: one week is needed to train on`, [
      { file: "eta/backtesting.py", line: 48, in: "score_weeks", code: "raise ValueError(" },
    ]);
  log.info("plan", { weeks, first: WEEKS - weeks });
  const calls = Array.from({ length: weeks }, (_, index) => ({
    features: inputs.literal("features"),
    pace: inputs.literal("pace"),
    week: primitive({ case: "integer", value: BigInt(WEEKS - weeks + index) }),
  }));
  const [whole, number] = [simpleType(SimpleType.INTEGER), simpleType(SimpleType.FLOAT)];
  const features = task.interface?.inputs?.variables.features?.type ?? simpleType(SimpleType.NONE);
  const types = { features, week: whole, pace: number };
  return new Dynamic(
    callsInList(task, { module: "eta.backtesting", name: "score_week", inputs: types, output: number }, calls),
  );
};

/** The zones of a city, from the top left. */
export const listZones: TaskFunction = (inputs) => ({
  o0: Array.from({ length: cityNamed(inputs.text("city")).side ** 2 }, (_, zone) => zone),
});

/** Error of a model that learned from all other zones: how well a new zone would be served. */
export const scoreZone: TaskFunction = async (inputs, { log, pace }) => {
  const step = pace(inputs.number("pace"), 1);
  const zone = inputs.number("zone");
  const data = matrix(inputs.file("features"));
  const here = rowsWhere(data, (row) => data.zones[row] === zone);
  if (here.target.length < 5)
    throw new TaskFailure("ValueError", `zone ${zone} has ${here.target.length} trips: too few to score`, [
      { file: "eta/backtesting.py", line: 66, in: "score_zone", code: "raise ValueError(" },
    ]);
  const elsewhere = rowsWhere(data, (row) => data.zones[row] !== zone);
  const mae = errorOn(elsewhere, here);
  await step();
  log.info("score", { zone, trips: here.target.length, mae: float(mae) });
  return { o0: mae };
};

/** The mean and the worst week, and a table with a line per week and per scored zone. */
export const summarise: TaskFunction = (inputs, { log, files }) => {
  const weekly = inputs.numbers("weekly");
  const byZone = inputs.optionalNumbers("by_zone");
  const first = WEEKS - inputs.number("weeks");
  const worst = first + weekly.reduce((most, mae, index) => (mae > (weekly[most] ?? 0) ? index : most), 0);
  const scored = byZone.flatMap((mae, zone) => (mae === null ? [] : [[1, zone, mae]]));
  if (scored.length < byZone.length) log.warning("unscored", { zones: byZone.length - scored.length });
  const rows = [...weekly.map((mae, index) => [0, first + index, mae]), ...scored];
  const table = writeTable(files, "backtest.csv", ["is_zone", "week_or_zone", "mae"], rows);
  const meanMae = mean(weekly);
  log.info("summary", { mean_mae: float(meanMae), worst_week: worst, zones: scored.length });
  return { mean_mae: meanMae, worst_week: worst, table };
};
