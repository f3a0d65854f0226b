import { create } from "@bufbuild/protobuf";
import { type Literal, LiteralSchema, type Primitive } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import type { DemoVersion } from "./demo-bundle";

/** One execution of the history: what a team of a few people would have started over some weeks. */
export type PlannedRun = {
  launchPlan: string;
  version: DemoVersion;
  domain: "development" | "staging" | "production";
  inputs: Record<string, Literal>;
  labels: Record<string, string>;
  tags: string[];
  /** Terminated with this reason as soon as it runs. */
  abort?: string;
};

function literal(value: Primitive["value"]): Literal {
  return create(LiteralSchema, {
    value: { case: "scalar", value: { value: { case: "primitive", value: { value } } } },
  });
}
export const float = (value: number): Literal => literal({ case: "floatValue", value });
export const integer = (value: number): Literal => literal({ case: "integer", value: BigInt(value) });
export const text = (value: string): Literal => literal({ case: "stringValue", value });

const PACE = { pace: float(0) };
const OWNERS = ["amara", "jonas", "mei"] as const;
const CITIES = ["berlin", "hamburg", "lisbon", "paris"] as const;

/** Everything is fixed, so two first starts give the same history. */
export function plannedRuns(): PlannedRun[] {
  return [...sweep(), ...versions(), ...cities(), ...failures(), ...others()];
}

function training(
  number: number,
  version: DemoVersion,
  inputs: Record<string, Literal>,
  rest: Partial<PlannedRun> = {},
): PlannedRun {
  return {
    launchPlan: "eta.training.train_eta_model",
    version,
    domain: "development",
    inputs: { ...PACE, trees: integer(30), ...inputs },
    labels: { team: "routing", owner: OWNERS[number % OWNERS.length] ?? "amara" },
    tags: ["training"],
    ...rest,
  };
}

/** Learning rate against depth: the runs that a comparison is made for. */
function sweep(): PlannedRun[] {
  const rates = [0.03, 0.05, 0.1, 0.2, 0.3];
  const depths = [2, 3, 4];
  return rates.flatMap((rate, row) =>
    depths.map((depth, column) =>
      training(
        row + column,
        "v3",
        { learning_rate: float(rate), max_depth: integer(depth), trips: integer(1400), city: text("berlin") },
        { labels: { team: "routing", owner: "mei", sweep: "depth-and-rate" }, tags: ["sweep", "training"] },
      ),
    ),
  );
}

function versions(): PlannedRun[] {
  return (["v1", "v2", "v3"] as const).flatMap((version, number) =>
    [7, 8, 9].map((seed) => training(number + seed, version, { seed: integer(seed), trips: integer(1800) })),
  );
}

function cities(): PlannedRun[] {
  return CITIES.flatMap((city, number) => [
    training(number, "v2", { city: text(city), trips: integer(1600) }),
    training(
      number,
      "v2",
      { city: text(city), trips: integer(2000) },
      { domain: number % 2 === 0 ? "production" : "staging", tags: ["release", "training"] },
    ),
  ]);
}

function failures(): PlannedRun[] {
  const diverging = [2.1, 2.4].map((rate, number) => ({
    ...training(number, "v3", { learning_rate: float(rate), trips: integer(1500) }),
    launchPlan: "eta.training.train_diverging",
    tags: ["experiment"],
  }));
  return [
    ...diverging,
    training(0, "v3", { city: text("munich") }, { tags: ["typo"] }),
    training(1, "v3", { trips: integer(50) }, { tags: ["smoke"] }),
    {
      ...operation("eta.ensembling.ensemble_eta", "jonas", { trips: integer(1200), mae_limit: float(20) }),
      tags: ["ensemble"],
    },
    {
      ...operation("eta.operations.refresh_road_graph", "amara", { pace: float(1), region: text("lisbon") }),
      abort: "wrong region: lisbon's tiles are not released yet",
    },
  ];
}

function others(): PlannedRun[] {
  return [
    operation("eta.operations.flaky_fetch", "amara", {}),
    operation("eta.operations.flaky_fetch", "jonas", {}),
    operation("eta.operations.nightly_report", "amara", { tables: integer(3) }),
    operation("eta.operations.nightly_report", "amara", { tables: integer(5) }),
    operation("eta.operations.refresh_road_graph", "amara", { steps: integer(240), region: text("hamburg") }),
    { ...operation("eta.ensembling.ensemble_eta", "jonas", { trips: integer(1200) }), tags: ["ensemble"] },
    operation("eta.backtesting.backtest_weekly", "mei", { trips: integer(1500), city: text("lisbon") }),
    operation("eta.backtesting.backtest_weekly", "mei", { trips: integer(1800), weeks: integer(4) }),
  ];
}

function operation(launchPlan: string, owner: string, inputs: Record<string, Literal>): PlannedRun {
  return {
    launchPlan,
    version: "v3",
    domain: "development",
    inputs: { ...PACE, ...inputs },
    labels: { team: "routing", owner },
    tags: ["operations"],
  };
}
