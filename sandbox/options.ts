import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { parseScenario, type ScenarioCall } from "./scale/options";

export type SandboxOptions = {
  host: string;
  grpcPort: number;
  httpPort: number;
  /** Folder of the database and the objects. */
  data: string;
  history: "none" | "demo";
  retryDelayMs: number | null;
  /** Off: only the admin side, for replays in which someone else reports what the engine would. */
  engine: "on" | "off";
  /** File with the outcomes of tasks that have no code here, or null. */
  script: string | null;
  /** Made as soon as the sandbox is ready. */
  scenarios: ScenarioCall[];
};

export const USAGE = `usage: sandbox [--grpc-port 8089] [--http-port 8088] [--host 127.0.0.1] [--data .sandbox]
               [--history none|demo] [--retry-delay-ms N] [--script FILE] [--engine on|off]
               [--scenario F1|…|F7[:seed=7,rate=20,…]]…`;

/** Reads the command line; throws with a message for the user when it cannot. */
export function readOptions(args: readonly string[]): SandboxOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      "grpc-port": { type: "string", default: "8089" },
      "http-port": { type: "string", default: "8088" },
      host: { type: "string", default: "127.0.0.1" },
      data: { type: "string", default: ".sandbox" },
      history: { type: "string", default: "none" },
      "retry-delay-ms": { type: "string" },
      script: { type: "string" },
      engine: { type: "string", default: "on" },
      scenario: { type: "string", multiple: true, default: [] },
    },
  });
  const { history, engine } = values;
  if (engine !== "on" && engine !== "off") throw new Error(`--engine is on or off, not ${engine}`);
  if (history !== "none" && history !== "demo") throw new Error(`--history is none or demo, not ${history}`);
  const delay = values["retry-delay-ms"];
  return {
    host: values.host,
    grpcPort: wholeNumber("--grpc-port", values["grpc-port"], 65_535),
    httpPort: wholeNumber("--http-port", values["http-port"], 65_535),
    data: resolve(values.data),
    history,
    retryDelayMs: delay === undefined ? null : wholeNumber("--retry-delay-ms", delay, 86_400_000),
    script: values.script ?? null,
    engine,
    scenarios: values.scenario.map(parseScenario),
  };
}

function wholeNumber(flag: string, text: string, max: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value <= max)) throw new Error(`${flag} is a whole number up to ${max}, not ${text}`);
  return value;
}
