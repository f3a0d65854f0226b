import { z } from "zod";

const count = (most: number) => z.coerce.number().int().min(1).max(most);
const flag = z.stringbool();

/** What a scenario can be told, as `key=value` pairs on the command line or in a query. */
const options = z.strictObject({
  seed: z.coerce.number().int().min(0).max(1_000_000).default(1),
  /** Plays the run now instead of writing it as it ended. `rate` and `from` imply it. */
  live: flag.optional(),
  /** Changes of phase (F5: lines) a second, instead of the planned times. */
  rate: z.coerce.number().positive().max(100_000).optional(),
  /** How many times faster than planned a live run is played. */
  speed: z.coerce.number().positive().max(10_000).default(1),
  /** The share of a live run that has happened already when it appears. */
  from: z.coerce.number().min(0).max(1).optional(),
  /** A task fails for good late in the run. */
  fails: flag.default(false),
  /** Items of F4. */
  items: count(200_000).optional(),
  /** Lines of F5. */
  lines: count(10_000_000).optional(),
  /** Executions of F6, runs of F7. */
  executions: count(1_000_000).optional(),
  /** Rows of entities of F6. */
  entities: count(100_000).optional(),
  /** Whether parameters of F7 move its outputs. */
  effect: flag.default(true),
  /** The name of the execution; of F6 and F7 its beginning. */
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,40}$/)
    .optional(),
  project: z.string().default("flytesnacks"),
  domain: z.string().default("development"),
});

export type ScenarioOptions = Omit<z.output<typeof options>, "live"> & { live: boolean };

export const SCENARIO_NAMES = ["F1", "F2", "F3", "F4", "F5", "F6", "F7"] as const;
export type ScenarioName = (typeof SCENARIO_NAMES)[number];

export type ScenarioCall = { scenario: ScenarioName; options: ScenarioOptions };

const scenarioName = z.enum(SCENARIO_NAMES);

/** Throws with a message for the user when the scenario is not known or an option does not fit. */
export function scenarioCall(name: string, given: Readonly<Record<string, string>>): ScenarioCall {
  const scenario = scenarioName.safeParse(name.toUpperCase());
  if (!scenario.success) throw new Error(`there is no scenario ${name}: there are ${SCENARIO_NAMES.join(", ")}`);
  const parsed = options.safeParse(given);
  if (!parsed.success) throw new Error(`${scenario.data}: ${z.prettifyError(parsed.error)}`);
  const { live, rate, from } = parsed.data;
  return {
    scenario: scenario.data,
    options: { ...parsed.data, live: live ?? (rate !== undefined || from !== undefined) },
  };
}

/** Reads `F3` or `F3:seed=7,rate=20`. */
export function parseScenario(text: string): ScenarioCall {
  const [name = "", pairs = ""] = text.split(":", 2);
  const given = pairs === "" ? [] : pairs.split(",").map((pair): [string, string] => splitPair(pair));
  return scenarioCall(name, Object.fromEntries(given));
}

function splitPair(pair: string): [string, string] {
  const at = pair.indexOf("=");
  return at < 0 ? [pair, "true"] : [pair.slice(0, at), pair.slice(at + 1)];
}
