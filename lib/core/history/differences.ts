import { compareRuns } from "@/lib/core/compare/compare-runs";
import type { CompareCell, CompareRow } from "@/lib/core/compare/types";
import type { Execution } from "../execution";
import type { NodeRow } from "../node";
import type { DataOfRun } from "../value";
import type { Change, LastSuccess, SlowerNode } from "./types";

export type RunWithNodes = { execution: Execution; data: DataOfRun; rows: readonly NodeRow[] };

/** Facts that are the same question for every run; times, phases and names always differ and explain nothing. */
const SETTINGS = /^(?:Cluster|Cluster label|Max parallelism|Interruptible|Overwrite cache|Service account|Env .*)$/;

/** A node counts as slower from this on: less is noise. */
const SLOWER_BY = 1.25;
const SLOWER_MS = 1_000;

/** What a run does differently than an earlier one that succeeded. */
export function differencesFrom(success: RunWithNodes, run: RunWithNodes): LastSuccess {
  const [facts, inputs] = compareRuns([success, run], 0);
  const changed = (facts?.rows ?? []).filter(({ verdict }) => verdict === "differs");
  const areInputsKnown = [success, run].every(({ data }) => data.inputs.state !== "unavailable");
  return {
    execution: success.execution,
    version: changed.filter(({ key }) => key === "Version").map(toChange)[0] ?? null,
    settings: changed.filter(({ key }) => SETTINGS.test(key)).map(toChange),
    inputs: areInputsKnown ? (inputs?.rows ?? []).filter(({ verdict }) => verdict === "differs").map(toChange) : null,
    slower: slowerNodes(success.rows, run.rows),
  };
}

function toChange({ label, cells: [was, is] }: CompareRow): Change {
  return { label, was: textOf(was), is: textOf(is) };
}

const textOf = (cell: CompareCell | undefined): string | null => (cell?.state === "value" ? cell.text : null);

/** Nodes that ran in both runs and took clearly longer in the second, by spec node id within one level. */
export function slowerNodes(before: readonly NodeRow[], now: readonly NodeRow[]): SlowerNode[] {
  const earlier = new Map(before.filter(hasRun).map((row) => [row.specNodeId, row.durationMs ?? 0]));
  return now
    .filter(hasRun)
    .flatMap(({ specNodeId, durationMs }) => {
      const wasMs = earlier.get(specNodeId);
      const isMs = durationMs ?? 0;
      const isSlower = wasMs !== undefined && isMs >= wasMs * SLOWER_BY && isMs - wasMs >= SLOWER_MS;
      return isSlower ? [{ specNodeId, wasMs, isMs }] : [];
    })
    .sort((a, b) => b.isMs - b.wasMs - (a.isMs - a.wasMs));
}

const hasRun = ({ isBoundary, durationMs, phase }: NodeRow): boolean =>
  !isBoundary && durationMs !== null && phase !== "cached" && phase !== "recovered" && phase !== "skipped";
