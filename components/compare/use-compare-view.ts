"use client";

import { parseAsBoolean, parseAsNativeArrayOf, parseAsString, useQueryStates } from "nuqs";
import { MAX_COMPARED_RUNS } from "@/lib/core/compare/run-limits";
import { DEFAULT_CONNECTION, type ExecutionRef, executionKey } from "@/lib/core/refs";
import { parseRunParam, runParam } from "@/lib/url/paths";

/** `?run=P/D/E&run=…&baseline=P/D/E&only=true`: a pasted link shows the same comparison. */
const PARSERS = {
  run: parseAsNativeArrayOf(parseAsString),
  baseline: parseAsString,
  only: parseAsBoolean.withDefault(false),
};

export type CompareView = {
  runs: ExecutionRef[];
  /** Spellings in the URL that name no run. */
  unreadable: string[];
  /** Runs beyond the limit, left out. */
  tooMany: number;
  /** Index in `runs`. */
  baseline: number;
  onlyDifferences: boolean;
};

/** The state of the comparison and the ways to change it. The baseline is the first run unless the URL names another. */
export function useCompareView() {
  const [state, setState] = useQueryStates(PARSERS, { history: "push" });
  const view = readView(state.run, state.baseline, state.only);
  const setRuns = (runs: ExecutionRef[]) => void setState({ run: runs.map(runParam) });
  return {
    view,
    addRun: (ref: ExecutionRef) => setRuns([...view.runs, ref]),
    removeRun: (ref: ExecutionRef) => setRuns(view.runs.filter((run) => executionKey(run) !== executionKey(ref))),
    setBaseline: (ref: ExecutionRef) => void setState({ baseline: runParam(ref) }),
    setOnlyDifferences: (only: boolean) => void setState({ only }, { history: "replace" }),
  };
}

function readView(spelled: readonly string[], baseline: string | null, onlyDifferences: boolean): CompareView {
  const known = new Map<string, ExecutionRef>();
  const unreadable: string[] = [];
  for (const text of spelled) {
    const ref = parseRunParam(text, DEFAULT_CONNECTION);
    if (ref === null) unreadable.push(text);
    else known.set(executionKey(ref), ref);
  }
  const runs = [...known.values()].slice(0, MAX_COMPARED_RUNS);
  const asked = runs.findIndex((run) => runParam(run) === baseline);
  return { runs, unreadable, tooMany: known.size - runs.length, baseline: Math.max(0, asked), onlyDifferences };
}
