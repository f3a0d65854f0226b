import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Figure } from "./report";
import type { ValuesReport } from "./values/report";

const MAIN = fileURLToPath(new URL("values/main.ts", import.meta.url));
const RECORDINGS = fileURLToPath(new URL("../lib/testing/recordings", import.meta.url));
const MAX_OUTPUT = 256 * 1024 * 1024;
/** Literals that are named when they do not come back; the rest are counted. */
const MAX_NAMED = 100;

/**
 * Decodes and encodes every literal of a folder of recordings (`--recordings DIR`, without it those of the repository)
 * and times the decoding of 15,000 leaves. Prints what does not come back bit for bit.
 */
export async function benchValues(args: readonly string[]): Promise<Figure[]> {
  const report = await Promise.resolve(runReport(folderOf(args)));
  const changed = report.changed.slice(0, MAX_NAMED);
  for (const { file, call, where, kind } of changed)
    process.stdout.write(`CHANGED ${file} ${call} ${where} (${kind})\n`);
  if (report.changed.length > changed.length) {
    process.stdout.write(`CHANGED ${report.changed.length - changed.length} more\n`);
  }
  for (const line of report.unread) process.stdout.write(`UNREAD  ${line}\n`);
  return figuresOf(report);
}

function folderOf(args: readonly string[]): string {
  const at = args.indexOf("--recordings");
  return (at < 0 ? undefined : args[at + 1]) ?? RECORDINGS;
}

/** In a process of its own: the codec is server code, which only loads under the condition of a React server. */
function runReport(folder: string): ValuesReport {
  const { stdout, status, error } = spawnSync(
    process.execPath,
    ["--conditions=react-server", "--import", "tsx", MAIN, folder],
    { encoding: "utf8", maxBuffer: MAX_OUTPUT, stdio: ["ignore", "pipe", "inherit"] },
  );
  if (status !== 0) throw new Error(`reading the recordings failed${error === undefined ? "" : `: ${error.message}`}`);
  const report: ValuesReport = JSON.parse(stdout);
  return report;
}

function figuresOf(report: ValuesReport): Figure[] {
  const kinds = Object.entries(report.kinds)
    .sort(([, a], [, b]) => b - a)
    .map(([kind, count]) => `${kind} ${count}`);
  return [
    { what: "files read", value: report.files, unit: "", least: 1 },
    { what: "messages read", value: report.messages, unit: "", note: `${report.unread.length} could not be` },
    { what: "messages that could not be read", value: report.unread.length, unit: "", budget: 0 },
    { what: "literals", value: report.literals, unit: "", least: 1, note: kinds.join(", ") },
    {
      what: "literals that come back bit for bit",
      value: report.literals - report.changed.length,
      unit: "",
      least: report.literals,
      note: `of ${report.literals}`,
    },
    { what: "scalars of bindings, likewise", value: report.bindings, unit: "" },
    ...report.times.map(
      ({ what, ms }): Figure => ({ what: `15,000 leaves decode: ${what}`, value: ms, unit: "ms", budget: 20 }),
    ),
  ];
}
