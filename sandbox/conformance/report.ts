import type { Outcome } from "./replay";

export type Totals = { calls: number; codes: number; good: number; bodies: number; errors: number; messages: number };

const codeAgrees = ({ expectedCode, gotCode }: Outcome): boolean => expectedCode === gotCode;
const isGood = (outcome: Outcome): boolean =>
  outcome.expectedCode === "OK" && codeAgrees(outcome) && outcome.bodyLeftOut === null;
const isError = (outcome: Outcome): boolean => outcome.expectedCode !== "OK" && codeAgrees(outcome);

export function totals(outcomes: readonly Outcome[]): Totals {
  return {
    calls: outcomes.length,
    codes: outcomes.filter(codeAgrees).length,
    good: outcomes.filter(isGood).length,
    bodies: outcomes.filter((outcome) => isGood(outcome) && outcome.differences.length === 0).length,
    errors: outcomes.filter(isError).length,
    messages: outcomes.filter((outcome) => isError(outcome) && outcome.messageAgrees).length,
  };
}

/** Every call that does not agree, one line each, then a table by RPC. */
export function reportLines(outcomes: readonly Outcome[]): string[] {
  const lines = outcomes.flatMap(problemLine);
  const byRpc = new Map<string, Outcome[]>();
  for (const outcome of outcomes) {
    byRpc.set(outcome.call.rpc, [...(byRpc.get(outcome.call.rpc) ?? []), outcome]);
  }
  lines.push("", `${"RPC".padEnd(48)} calls  codes  bodies of good  texts of errors`);
  for (const [rpc, list] of [...byRpc].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const sum = totals(list);
    const mark = list.every(({ gotCode }) => gotCode === "UNIMPLEMENTED") ? "  unimplemented" : "";
    lines.push(
      `${rpc.padEnd(48)} ${String(sum.calls).padStart(5)}  ${String(sum.codes).padStart(5)}  ` +
        `${`${sum.bodies}/${sum.good}`.padStart(14)}  ${`${sum.messages}/${sum.errors}`.padStart(15)}${mark}`,
    );
  }
  return lines;
}

export type Aims = { codes: number; bodies: number };

/**
 * The RPCs that miss an aim by themselves, worst body first. The sum over all calls says little of them: most recorded
 * calls are Gets of rows that the replay itself has written.
 */
export function belowAimLines(outcomes: readonly Outcome[], aims: Aims): string[] {
  const rpcs = [...new Set(outcomes.map(({ call }) => call.rpc))];
  return rpcs
    .map((rpc) => ({ rpc, sum: totals(outcomes.filter(({ call }) => call.rpc === rpc)) }))
    .map(({ rpc, sum }) => ({ rpc, codes: sum.codes / sum.calls, bodies: sum.good === 0 ? 1 : sum.bodies / sum.good }))
    .filter(({ codes, bodies }) => codes < aims.codes || bodies < aims.bodies)
    .sort((a, b) => a.bodies - b.bodies || a.codes - b.codes)
    .map(({ rpc, codes, bodies }) => `BELOW ${rpc.padEnd(44)} codes ${percent(codes)}, bodies ${percent(bodies)}`);
}

export const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

function problemLine(outcome: Outcome): string[] {
  const { group, call, expectedCode, gotCode } = outcome;
  const head = `${group}: ${call.rpc.replace(/^AdminService\./, "")} "${call.title}"`;
  if (!codeAgrees(outcome)) return [`CODE  ${head}: ${expectedCode} ≠ ${gotCode} ${firstLine(outcome.gotMessage)}`];
  if (outcome.differences.length > 0) return [`BODY  ${head}: ${outcome.differences.join("; ")}`];
  if (!outcome.messageAgrees) {
    return [`TEXT  ${head}: ${firstLine(call.message ?? "")} ≠ ${firstLine(outcome.gotMessage)}`];
  }
  return outcome.bodyLeftOut === null ? [] : [`LEFT  ${head}: ${outcome.bodyLeftOut}`];
}

const firstLine = (text: string): string => (text.split("\n")[0] ?? "").slice(0, 200);
