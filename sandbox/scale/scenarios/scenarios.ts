import { releaseMemory } from "@/sandbox/release-memory";
import type { LiveRun } from "@/sandbox/scale/live/live-runs";
import { LiveRuns } from "@/sandbox/scale/live/live-runs";
import { noteOf } from "@/sandbox/scale/live/notes";
import { SCENARIO_NAMES, type ScenarioCall, type ScenarioName } from "@/sandbox/scale/options";
import type { Scale, Scenario, ScenarioResult } from "@/sandbox/scale/scale";
import { F6 } from "./catalogue";
import { F1, F2, F3, F4, reopenGraph } from "./graphs";
import { F5, reopenLog } from "./long-log";
import { F7 } from "./sweep";

const SCENARIOS: Readonly<Record<ScenarioName, Scenario>> = { F1, F2, F3, F4, F5, F6, F7 };

/** The scenarios of one sandbox. They are made one after another, so that calls are answered in between. */
export class Scenarios {
  readonly live: LiveRuns = new LiveRuns((id) => this.reopen(noteOf(this.parts.port.state, id)));
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: Omit<Scale, "live">) {}

  /** What there is, by name. */
  list(): { scenario: ScenarioName; summary: string }[] {
    return SCENARIO_NAMES.map((scenario) => ({ scenario, summary: SCENARIOS[scenario].summary }));
  }

  /** Resolves when all rows of the scenario are there; a live one then goes on. */
  run({ scenario, options }: ScenarioCall): Promise<ScenarioResult> {
    const made = this.last.then(() => SCENARIOS[scenario].run(this.scale(), options));
    this.last = made.then(releaseMemory, () => undefined);
    return made;
  }

  private scale(): Scale {
    return { ...this.parts, live: this.live };
  }

  private reopen(note: ReturnType<typeof noteOf>): LiveRun | null {
    if (note === null) return null;
    return note.scenario === "F5" ? reopenLog(this.scale(), note) : reopenGraph(this.scale(), note);
  }
}
