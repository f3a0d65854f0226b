import type { TaskContext, TaskFunction } from "@/sandbox/tasks/runtime/context";
import type { FileRef } from "@/sandbox/tasks/runtime/files";
import type { Inputs } from "@/sandbox/tasks/runtime/inputs";
import { float } from "@/sandbox/tasks/runtime/log";
import { matrix } from "./features";
import { predict, readModel } from "./models/model";
import { absoluteErrors, blendWeights, calibration, lineThrough, mixedColumns, percentile } from "./scoring";
import { column, everySecond, mean, readTable, rowsOf, writeTable, zipped } from "./table";

export const PREDICTIONS = ["zone", "actual", "predicted"];
const MEMBERS = ["linear", "knn", "boosted"] as const;

/** Predicts the held-out weeks in four chunks and measures the mean absolute error. */
export const backtest: TaskFunction = async (inputs, { log, files, pace }) => {
  const name = inputs.text("name");
  const model = readModel(inputs.file("model"));
  const { features, target: actual, zones } = matrix(inputs.file("test"));
  const step = pace(inputs.number("pace"), 4);
  const predicted: number[] = [];
  const count = actual.length;
  for (let part = 0; part < 4; part += 1) {
    const rows = features.slice(Math.floor((count * part) / 4), Math.floor((count * (part + 1)) / 4));
    predicted.push(...predict(model, rows));
    await step();
    const mae = mean(absoluteErrors(actual.slice(0, predicted.length), predicted));
    log.info("backtest", { model: name, trips: `${predicted.length}/${count}`, mae: float(mae) });
  }
  return {
    mae: mean(absoluteErrors(actual, predicted)),
    predictions: writeTable(files, `${name}.csv`, PREDICTIONS, rowsOf(zones, actual, predicted)),
  };
};

/** Mixes the three predictions with weights that sum to 1; v3 calls the same task blend_models. */
export const ensembleModels: TaskFunction = (inputs, { log, files }) => {
  const tables = MEMBERS.map((name) => readTable(inputs.file(name)));
  const [first] = tables;
  if (first === undefined) throw new RangeError("no members");
  const actual = column(first, "actual");
  const columns = tables.map((table) => column(table, "predicted"));
  const weights = blendWeights(actual, columns);
  for (const [index, name] of MEMBERS.entries()) log.info("weight", { model: name, value: float(weights[index] ?? 0) });
  const rows = rowsOf(column(first, "zone"), actual, mixedColumns(weights, columns));
  return {
    predictions: writeTable(files, "ensemble.csv", PREDICTIONS, rows),
    weights: Object.fromEntries(MEMBERS.map((name, index) => [name, weights[index] ?? 0])),
  };
};

/** Corrects predictions along the least-squares line of every second trip. */
export const calibratePredictions: TaskFunction = (inputs, { log, files }) => {
  const table = readTable(inputs.file("predictions"));
  const [actual, predicted] = [column(table, "actual"), column(table, "predicted")];
  const [intercept, slope] = lineThrough(everySecond(predicted), everySecond(actual));
  log.info("calibrated", { intercept: float(intercept), slope: float(slope) });
  const corrected = predicted.map((value) => intercept + slope * value);
  return { o0: writeTable(files, "calibrated.csv", table.header, rowsOf(column(table, "zone"), actual, corrected)) };
};

/** Names the champion: the model, or the mix, with the smallest mean absolute error. */
export const evaluate: TaskFunction = async (inputs, { log, pace }) => {
  const table = readTable(inputs.file("predictions"));
  const [actual, predicted] = [column(table, "actual"), column(table, "predicted")];
  const step = pace(inputs.number("pace"), 4);
  const errors = absoluteErrors(actual, predicted);
  const maes: Record<string, number> = {
    linear: inputs.number("linear_mae"),
    knn: inputs.number("knn_mae"),
    boosted: inputs.number("boosted_mae"),
    ensemble: mean(errors),
  };
  for (const [model, seconds] of Object.entries(maes)) {
    await step();
    log.info("mae", { model, seconds: float(seconds) });
  }
  const [champion, mae] = Object.entries(maes).reduce((best, each) => (each[1] < best[1] ? each : best));
  const [p90, bias] = [percentile(errors, 0.9), mean(zipped(predicted, actual, (a, b) => a - b))];
  if (Math.abs(bias) > 30) log.warning("biased", { seconds: float(bias) });
  log.info("champion", { model: champion, mae: float(mae), p90: float(p90) });
  return {
    mae,
    p90,
    champion,
    report: {
      city: inputs.text("city"),
      trips: BigInt(table.rows.length),
      champion,
      mae,
      p90,
      bias,
      calibration: calibration(actual, predicted),
      mae_by_model: maes,
      weights: inputs.numberMap("weights"),
    },
  };
};

/** Where the model is wrong: mean residual and error by zone of origin, and a map of mean predictions. */
export const residualsByZone: TaskFunction = (inputs, { log, files }) => {
  const table = readTable(inputs.file("predictions"));
  const zones = [...new Set(column(table, "zone").map(Math.trunc))].toSorted((a, b) => a - b);
  const predictions: Record<string, number> = {};
  const rows = zones.map((zone) => {
    const here = table.rows.filter(([origin]) => origin === zone);
    const rest = here.map(([, actual = 0, predicted = 0]) => actual - predicted);
    predictions[`zone-${String(zone).padStart(2, "0")}`] = mean(here.map(([, , predicted = 0]) => predicted));
    return [zone, here.length, mean(rest), mean(rest.map(Math.abs))];
  });
  const worst = rows.reduce((most, row) => ((row[3] ?? 0) > (most[3] ?? 0) ? row : most));
  log.info("residuals", { zones: rows.length, worst_zone: worst[0] ?? 0, worst_mae: float(worst[3] ?? 0) });
  return {
    residuals: writeTable(files, "residuals.csv", ["zone", "trips", "mean_residual", "mae"], rows),
    predictions,
  };
};

/** Writes the champion as one JSON file; an ensemble carries its members and their weights. */
export const publishModel: TaskFunction = (inputs, context) => {
  const champion = inputs.text("champion");
  const file = MEMBERS.some((name) => name === champion)
    ? context.files.write("model.json", inputs.file(champion).read())
    : writeEnsemble(inputs, context);
  context.log.info("published", { model: champion, bytes: Buffer.byteLength(file.read()) });
  return { o0: file };
};

function writeEnsemble(inputs: Inputs, { files }: TaskContext): FileRef {
  const members = Object.fromEntries(MEMBERS.map((name) => [name, readModel(inputs.file(name))]));
  return files.write("model.json", JSON.stringify({ kind: "ensemble", weights: inputs.numberMap("weights"), members }));
}
