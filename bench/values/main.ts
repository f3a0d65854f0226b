import { fromValue } from "@/lib/server/backends/flyte1/map-literal";
import { toValue } from "@/lib/server/backends/flyte1/map-value";
import { canonicalBytes } from "./canonical";
import { decodeTimes } from "./decode-times";
import { type FoundLiteral, findLiterals } from "./find-literals";
import { messagesOf, recordingFiles } from "./recorded-messages";
import type { ValuesReport } from "./report";

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write("usage: values/main.ts FOLDER\n");
  process.exit(2);
}
process.stdout.write(JSON.stringify(reportOf(folder)));

function reportOf(from: string): ValuesReport {
  const files = recordingFiles(from);
  const report: ValuesReport = {
    files: files.length,
    messages: 0,
    literals: 0,
    bindings: 0,
    kinds: {},
    changed: [],
    unread: [],
    times: decodeTimes(),
  };
  for (const file of files) readFile(from, file, report);
  return report;
}

function readFile(from: string, file: string, report: ValuesReport): void {
  for (const { call, read } of messagesOf(from, file)) {
    let found: FoundLiteral[];
    try {
      found = findLiterals(read());
    } catch (error) {
      report.unread.push(`${file} ${call}: ${error instanceof Error ? error.message : String(error)}`);
      continue;
    }
    report.messages += 1;
    for (const each of found) judge(each, { file, call }, report);
  }
}

function judge(
  { literal, where, isBinding }: FoundLiteral,
  at: { file: string; call: string },
  report: ValuesReport,
): void {
  const outcome = comesBack(literal);
  report.literals += 1;
  if (isBinding) report.bindings += 1;
  report.kinds[outcome.kind] = (report.kinds[outcome.kind] ?? 0) + 1;
  if (!outcome.same) report.changed.push({ ...at, where, kind: outcome.kind });
}

/** Through JSON too, as the value goes to the browser and comes back. */
function comesBack(literal: FoundLiteral["literal"]): { same: boolean; kind: string } {
  try {
    const value = toValue(literal);
    const travelled: typeof value = JSON.parse(JSON.stringify(value));
    const same = Buffer.compare(canonicalBytes(fromValue(travelled)), canonicalBytes(literal)) === 0;
    return { same, kind: value.kind };
  } catch (error) {
    return { same: false, kind: `throws: ${error instanceof Error ? error.message : String(error)}` };
  }
}
