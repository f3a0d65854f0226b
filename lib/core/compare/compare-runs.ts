import type { Execution } from "../execution";
import { isTerminalExecution } from "../phase";
import type { DataOfRun, NamedValue, ValueSet } from "../value";
import { deltaText } from "./delta";
import { type Fact, factsOf } from "./facts";
import { flattenValue, widePaths } from "./flatten";
import type { CompareCell, CompareRow, CompareSection, Leaf, Verdict } from "./types";

/** null: a run that could not be read. */
export type RunToCompare = { execution: Execution; data: DataOfRun } | null;

/** What one run has under one key, before it is held against the others. */
type Held = Fact | "unavailable" | "unread";

/**
 * The rows of a comparison, cells in the order of the runs. Values are compared exactly, with their types; structs are
 * rows of their leaves. `baseline` is the index of the run against which deltas are taken.
 */
export function compareRuns(runs: readonly RunToCompare[], baseline: number): CompareSection[] {
  const facts = runs.map((run) => (run === null ? null : factsOf(run.execution)));
  return [
    { name: "Facts", rows: rowsOf(facts, baseline, (index) => (runs[index] === null ? "unread" : null)) },
    { name: "Inputs", rows: valueRows(runs, baseline, "inputs") },
    { name: "Outputs", rows: valueRows(runs, baseline, "outputs") },
  ];
}

function valueRows(runs: readonly RunToCompare[], baseline: number, side: "inputs" | "outputs"): CompareRow[] {
  const sets = runs.map((run) => run?.data[side] ?? null);
  const whole = new Set(sets.flatMap(namedValues).flatMap(({ name, value }) => widePaths(name, value)));
  const columns = sets.map((set) => (set === null ? null : leavesOf(set, whole)));
  return rowsOf(columns, baseline, (index) => absence(runs[index] ?? null, side));
}

const namedValues = (set: ValueSet | null): NamedValue[] => (set?.state === "present" ? set.values : []);

function leavesOf(set: ValueSet, whole: ReadonlySet<string>): Map<string, Leaf> {
  const leaves = new Map<string, Leaf>();
  for (const { name, value } of namedValues(set)) {
    for (const [path, leaf] of flattenValue(name, value, whole)) leaves.set(path, leaf);
  }
  return leaves;
}

/** What it means that a run has no value of a name. Only a run that has ended is known to lack it. */
function absence(run: RunToCompare, side: "inputs" | "outputs"): Held {
  if (run === null) return "unread";
  const { state } = run.data[side];
  if (state === "unavailable") return "unavailable";
  if (state === "none" && side === "outputs" && !isTerminalExecution(run.execution.phase)) return "pending";
  return null;
}

function rowsOf(
  columns: readonly (ReadonlyMap<string, Fact> | null)[],
  baseline: number,
  absent: (index: number) => Held,
): CompareRow[] {
  // Keys in the order of the baseline, then of the runs that add to it.
  const keys = new Set<string>();
  for (const column of [columns[baseline] ?? null, ...columns]) for (const key of column?.keys() ?? []) keys.add(key);
  const rows: CompareRow[] = [];
  for (const key of keys) {
    const held = columns.map((column, index): Held => column?.get(key) ?? absent(index));
    if (held.some((one) => isValue(one) || one === "pending")) rows.push(rowOf(key, held, baseline));
  }
  return rows;
}

const isValue = (held: Held): held is Exclude<Fact, "pending" | null> => typeof held === "object" && held !== null;

/** Whether it is known what the run has; null is known: nothing. */
const isKnown = (held: Held): held is Exclude<Fact, "pending"> => typeof held !== "string";

const identityOf = (held: Exclude<Fact, "pending">): string => (held === null ? "" : `=${held.identity}`);

function rowOf(key: string, held: readonly Held[], baseline: number): CompareRow {
  const known = held.filter(isKnown);
  const asked = held[baseline] ?? null;
  // Without a known baseline the first known run stands in, so that differences are still marked.
  const base = isKnown(asked) && held.length > 0 ? asked : (known[0] ?? null);
  const cells = held.map((one) => cellOf(one, base));
  return { key, label: key, verdict: verdictOf(held, known), cells };
}

function verdictOf(held: readonly Held[], known: readonly Exclude<Fact, "pending">[]): Verdict {
  if (new Set(known.map(identityOf)).size > 1) return "differs";
  return known.length < held.length ? "unknown" : "equal";
}

function cellOf(held: Held, base: Exclude<Fact, "pending">): CompareCell {
  if (!isKnown(held)) return { state: held };
  const differs = identityOf(held) !== identityOf(base);
  if (held === null) return { state: "missing", differs };
  return {
    state: "value",
    text: held.text,
    delta: base === null ? null : deltaText(held, base),
    differs,
    phase: held.phase ?? null,
    momentMs: held.momentMs ?? null,
  };
}
