import { TaskFailure } from "@/sandbox/tasks/runtime/errors";
import type { Seeded } from "./seeded";

/** The simulated cities: a grid of zones with a dense centre, rush hours, rain and drivers of all ages. */
export const WEEKS = 12;
export const COLUMNS = [
  "trip",
  "week",
  "weekday",
  "hour",
  "origin",
  "destination",
  "distance_m",
  "rain_mm",
  "driver_years",
  "duration_s",
];

type City = {
  /** Zones along one edge of the grid. */
  side: number;
  /** Metres along one edge of a zone. */
  zoneM: number;
  /** On an empty, dry street. */
  speedMps: number;
  /** Share of the hours with rain. */
  rain: number;
};

const CITIES: Readonly<Record<string, City>> = {
  berlin: { side: 6, zoneM: 2400, speedMps: 9.2, rain: 0.25 },
  hamburg: { side: 5, zoneM: 2200, speedMps: 9.6, rain: 0.38 },
  lisbon: { side: 4, zoneM: 1700, speedMps: 7.8, rain: 0.12 },
  paris: { side: 5, zoneM: 1500, speedMps: 6.9, rain: 0.22 },
};

/** Throws a ValueError with the known names: the error a person sees after a typing mistake. */
export function cityNamed(name: string): City {
  const found = Object.hasOwn(CITIES, name) ? CITIES[name] : undefined;
  if (found !== undefined) return found;
  const known = Object.keys(CITIES).toSorted().join(", ");
  throw new TaskFailure("ValueError", `unknown city '${name}': choose one of ${known}`, [
    {
      file: "eta/trips.py",
      line: 27,
      in: "fetch_trips",
      code: "place, random, waiting = city_named(city), Seeded(seed, stream=len(city)), Pace(pace, BATCHES)",
    },
    {
      file: "eta/city.py",
      line: 42,
      in: "city_named",
      code: `raise ValueError(f"unknown city {name!r}: choose one of {', '.join(sorted(CITIES))}")`,
    },
  ]);
}

/** 1 in the middle of the grid, falling to 0 at its corners. */
export function centrality(zone: number, side: number): number {
  const middle = (side - 1) / 2;
  const row = Math.floor(zone / side);
  const column = zone % side;
  const away = Math.sqrt((row - middle) ** 2 + (column - middle) ** 2);
  return 1 - away / Math.sqrt(2 * middle * middle);
}

export function isPeak(hour: number, weekday: number): boolean {
  return weekday < 5 && ((hour >= 7 && hour <= 9) || (hour >= 16 && hour <= 18));
}

/** One trip as whole numbers, in the order of COLUMNS. About one in fifty is broken, as real feeds are. */
export function simulateTrip(city: City, number: number, random: Seeded): number[] {
  const zones = city.side * city.side;
  const [week, weekday, hour] = [random.below(WEEKS), random.below(7), random.below(24)];
  const [origin, destination] = [random.below(zones), random.below(zones)];
  const rows = Math.abs(Math.floor(origin / city.side) - Math.floor(destination / city.side));
  const columns = Math.abs((origin % city.side) - (destination % city.side));
  const distance = Math.floor((rows + columns + 0.35 + 0.5 * random.next()) * city.zoneM);
  // Whether it rains is drawn first, how much only then: the order in which Python evaluates.
  const rain = random.next() < city.rain ? random.below(12) + 1 : 0;
  const years = random.below(15);
  const density = (centrality(origin, city.side) + centrality(destination, city.side)) / 2;
  let slow = 1 + 0.6 * density + (isPeak(hour, weekday) ? 0.9 * density + 0.25 : 0) + 0.035 * rain;
  slow *= years < 2 ? 1.12 : 1 - 0.004 * years;
  const drift = 1 + 0.006 * week;
  let duration = Math.floor(70 + (distance / city.speedMps) * slow * drift * random.skewed(0.12));
  if (random.next() < 0.02) duration = random.next() < 0.5 ? -1 : duration * 30;
  return [number, week, weekday, hour, origin, destination, distance, rain, years, duration];
}
