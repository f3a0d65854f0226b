import type { TaskContext, TaskFunction } from "@/sandbox/tasks/runtime/context";
import { TaskFailure } from "@/sandbox/tasks/runtime/errors";
import type { FileRef } from "@/sandbox/tasks/runtime/files";
import type { Inputs } from "@/sandbox/tasks/runtime/inputs";
import { centrality, cityNamed, isPeak } from "./city";
import { column, readTable, rowsOf, type Table, writeTable, zipped } from "./table";
import { inWindow } from "./trips";

/** Columns every joined table starts with; all later ones are features. */
const LEADING = ["week", "origin", "duration_s"];

type Columns = Readonly<Record<string, readonly number[]>>;

/** A task that derives columns from the chosen trips and stores them as one family. */
function family(name: string, derive: (trips: Table, inputs: Inputs) => Columns): TaskFunction {
  return (inputs, context) => ({ o0: store(context, name, derive(chosen(inputs), inputs)) });
}

function chosen(inputs: Inputs): Table {
  return inWindow(readTable(inputs.file("trips")), inputs.number("weeks"));
}

function store({ log, files }: TaskContext, name: string, columns: Columns): FileRef {
  const names = Object.keys(columns);
  const rows = rowsOf(...Object.values(columns));
  log.info("features", { family: name, columns: names.length, rows: rows.length });
  return writeTable(files, `${name}.csv`, names, rows);
}

const kilometres = (trips: Table) => column(trips, "distance_m").map((metres) => metres / 1000);

/** Distance in kilometres and its root (long trips use faster streets). */
export const distanceFeatures = family("distance", (trips) => {
  const km = kilometres(trips);
  return { km, root_km: km.map(Math.sqrt) };
});

/** Hour of the day and weekend. */
export const clockFeatures = family("clock", (trips) => ({
  hour: column(trips, "hour"),
  weekend: column(trips, "weekday").map((day) => (day >= 5 ? 1 : 0)),
}));

/** Peak or not, and how far the trip is from midday: what the plain hour hides from a linear model. */
export const rushHourFeatures = family("rush_hour", (trips) => {
  const [hours, days] = [column(trips, "hour"), column(trips, "weekday")];
  return {
    peak: zipped(hours, days, (hour, day) => (isPeak(hour, day) ? 1 : 0)),
    from_midday: hours.map((hour) => Math.abs(hour - 12.5)),
  };
});

/** Rain per kilometre travelled; `rain_weight` bends the curve. */
export const weatherFeatures = family("weather", (trips, inputs) => {
  const weight = inputs.number("rain_weight");
  const rain = column(trips, "rain_mm").map((value) => value ** weight);
  return { rain, rain_km: zipped(rain, column(trips, "distance_m"), (value, far) => (value * far) / 1000) };
});

/** Years of experience, and whether the driver is new. */
export const driverFeatures = family("driver", (trips) => {
  const years = column(trips, "driver_years");
  return { years, new_driver: years.map((value) => (value < 2 ? 1 : 0)) };
});

/** How central the two ends are, and that density times the distance. */
export const zoneFeatures = family("zone", (trips, inputs) => {
  const { side } = cityNamed(inputs.text("city"));
  const density = zipped(
    column(trips, "origin"),
    column(trips, "destination"),
    (start, end) => (centrality(start, side) + centrality(end, side)) / 2,
  );
  return { density, density_km: zipped(density, kilometres(trips), (value, far) => value * far) };
});

/** Joins the families column by column, behind week, origin and the target. */
export const assembleFeatures: TaskFunction = (inputs, { log, files }) => {
  const trips = chosen(inputs);
  const families = inputs.files("families").map(readTable);
  const names = [...LEADING, ...families.flatMap(({ header }) => header)];
  const leading = LEADING.map((name) => column(trips, name));
  const rows = trips.rows.map((_, row) => [
    ...leading.map((values) => values[row] ?? 0),
    ...families.flatMap((table) => table.rows[row] ?? []),
  ]);
  log.info("assembled", { families: families.length, columns: names.length, rows: rows.length });
  return { o0: writeTable(files, "features.csv", names, rows) };
};

/** The last weeks are for testing: a model must not see the future it will be judged on. */
export const splitByWeek: TaskFunction = (inputs, { log, files }) => {
  const table = readTable(inputs.file("features"));
  const holdout = inputs.number("holdout_weeks");
  const weeks = column(table, "week");
  const first = weeks.reduce((most, week) => Math.max(most, week), 0) + 1 - holdout;
  const test = table.rows.filter((_, row) => (weeks[row] ?? 0) >= first);
  const train = table.rows.filter((_, row) => (weeks[row] ?? 0) < first);
  if (test.length === 0 || train.length === 0)
    throw new TaskFailure(
      "ValueError",
      `holdout_weeks=${holdout} leaves ${train.length} trips to train on of ${table.rows.length}`,
      [{ file: "eta/features.py", line: 124, in: "split_by_week", code: "raise ValueError(" }],
    );
  log.info("split", { first_test_week: first, train: train.length, test: test.length });
  return {
    train: writeTable(files, "train.csv", table.header, train),
    test: writeTable(files, "test.csv", table.header, test),
  };
};

export type Matrix = { features: number[][]; target: number[]; zones: number[] };

/** Features, target seconds and origin zones of a joined table. */
export function matrix(file: FileRef): Matrix {
  const table = readTable(file);
  return {
    features: table.rows.map((row) => row.slice(LEADING.length)),
    target: column(table, "duration_s"),
    zones: column(table, "origin"),
  };
}
