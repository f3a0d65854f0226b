import type { AdminContext } from "@/sandbox/admin/context";
import type { AdminPort } from "@/sandbox/contract";
import type { LiveRuns } from "./live/live-runs";
import type { ScenarioName, ScenarioOptions } from "./options";

/** What scenarios work with. */
export type Scale = {
  context: AdminContext;
  port: AdminPort;
  live: LiveRuns;
  /** Where a browser reads the log that is written to an `s3://` object. */
  publicLog: (object: string) => string;
};

export type ScenarioResult = {
  scenario: ScenarioName;
  /** The executions that the scenario made, of many only the first. */
  executions: string[];
  /** Rows and what else was written, by what it is. */
  made: Readonly<Record<string, number>>;
  /** It had been made before, and was left as it is. */
  existing: boolean;
};

export type Scenario = {
  summary: string;
  run(scale: Scale, options: ScenarioOptions): Promise<ScenarioResult>;
};
