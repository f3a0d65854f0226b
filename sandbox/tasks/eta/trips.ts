import type { TaskFunction } from "@/sandbox/tasks/runtime/context";
import { TaskFailure } from "@/sandbox/tasks/runtime/errors";
import { COLUMNS, cityNamed, simulateTrip, WEEKS } from "./city";
import { Seeded } from "./seeded";
import { column, readTable, type Table, writeTable } from "./table";

const BATCHES = 8;

/** Reads the trips of a city from its (simulated) feed, batch by batch. */
export const fetchTrips: TaskFunction = async (inputs, { log, files, pace }) => {
  const [city, trips, seed] = [inputs.text("city"), inputs.number("trips"), inputs.number("seed")];
  if (trips < 200)
    throw new TaskFailure("ValueError", `trips=${trips} is too few to learn from: ask for 200 or more`, [
      {
        file: "eta/trips.py",
        line: 26,
        in: "fetch_trips",
        code: 'raise ValueError(f"trips={trips} is too few to learn from: ask for 200 or more")',
      },
    ]);
  const place = cityNamed(city);
  const random = new Seeded(seed, city.length);
  const step = pace(inputs.number("pace"), BATCHES);
  log.info("connect", { feed: `trips/${city}`, zones: place.side ** 2, seed });
  const rows: number[][] = [];
  for (let batch = 1; batch <= BATCHES; batch += 1) {
    const until = Math.floor((trips * batch) / BATCHES);
    while (rows.length < until) rows.push(simulateTrip(place, rows.length, random));
    await step();
    log.info("fetched", { batch: `${batch}/${BATCHES}`, trips: rows.length });
  }
  return { o0: writeTable(files, "trips.csv", COLUMNS, rows) };
};

/** Drops trips without a positive duration and those slower than a pedestrian or faster than a car may be. */
export const validateTrips: TaskFunction = (inputs, { log, files }) => {
  const table = readTable(inputs.file("trips"));
  const [metres, seconds] = [column(table, "distance_m"), column(table, "duration_s")];
  const positive = seconds.map((value) => value > 0);
  const plausible = positive.map((good, row) => {
    const speed = (metres[row] ?? 0) / (good ? (seconds[row] ?? 1) : 1);
    return good && speed > 0.5 && speed < 40;
  });
  const kept = table.rows.filter((_, row) => plausible[row]);
  log.info("checked", { trips: table.rows.length, kept: kept.length });
  const without = positive.filter((good) => !good).length;
  if (without > 0) log.warning("dropped", { reason: "no_duration", trips: without });
  const odd = table.rows.length - without - kept.length;
  if (odd > 0) log.warning("dropped", { reason: "implausible_speed", trips: odd });
  return { clean: writeTable(files, "clean.csv", table.header, kept), kept: kept.length };
};

/** The trips of the last `weeks` weeks. */
export function inWindow(table: Table, weeks: number): Table {
  const week = column(table, "week");
  return { header: table.header, rows: table.rows.filter((_, row) => (week[row] ?? 0) >= WEEKS - weeks) };
}

function windowTask(arm: string, weeks: number): TaskFunction {
  return (inputs, { log }) => {
    log.info("window", { arm, trips: inputs.number("count"), weeks });
    return { o0: weeks };
  };
}

/** Few trips: every week counts. */
export const wideWindow = windowTask("wide", WEEKS);
/** Enough trips: one season. */
export const seasonWindow = windowTask("season", 10);
/** Plenty of trips: only the last weeks, which are closest to tomorrow's traffic. */
export const recentWindow = windowTask("recent", 7);
