"use client";

import { useQuery } from "@tanstack/react-query";
import { BarSlot } from "@/components/shell/bar-slot";
import { ErrorPanel } from "@/components/shell/error-panel";
import { Liveness } from "@/components/shell/liveness";
import { Band } from "@/components/ui/band";
import { problemOf } from "@/lib/client/fetch-json";
import { compareQuery } from "@/lib/client/queries/compare";
import type { ComparedRun } from "@/lib/contract/compare";
import { MIN_COMPARED_RUNS } from "@/lib/core/compare/run-limits";
import { type ExecutionRef, executionKey } from "@/lib/core/refs";
import { CompareBody } from "./compare-body";
import { CompareHead } from "./compare-head";
import { freshnessOf, refetchIn } from "./compare-pace";
import { NoRuns } from "./no-runs";
import { useCompareView } from "./use-compare-view";

/** Two to twenty runs side by side; the whole state is in the URL. It asks again while one of them is alive. */
export function ComparePage() {
  const { view, addRun, removeRun, setBaseline, setOnlyDifferences } = useCompareView();
  const isEnough = view.runs.length >= MIN_COMPARED_RUNS;
  const { data, error, dataUpdatedAt, isFetching, refetch } = useQuery({
    ...compareQuery(view.runs),
    enabled: isEnough,
    refetchInterval: ({ state }) => refetchIn(state.data, state.status === "error"),
  });
  const compared = isEnough ? inOrder(view.runs, data) : [];
  return (
    <>
      <BarSlot>{isEnough && <Liveness freshness={freshnessOf(data, dataUpdatedAt, error !== null)} />}</BarSlot>
      <CompareHead view={view} compared={compared} onOnlyDifferences={setOnlyDifferences} onAdd={addRun} />
      <Refused unreadable={view.unreadable} tooMany={view.tooMany} />
      {!isEnough && <NoRuns runs={view.runs} />}
      {isEnough && data !== undefined && (
        <CompareBody view={view} compared={compared} onRemove={removeRun} onBaseline={setBaseline} />
      )}
      {isEnough && data === undefined && error !== null && (
        <ErrorPanel problem={problemOf(error)} onRetry={() => void refetch()} />
      )}
      {isEnough && data === undefined && isFetching && (
        <p className="late px-4 py-6 text-text-2">Reading {view.runs.length} runs.</p>
      )}
    </>
  );
}

export type Column = { ref: ExecutionRef; run: ComparedRun | null };

/** One column a run of the URL; null where the answer (of an earlier choice of runs) does not hold it yet. */
function inOrder(runs: readonly ExecutionRef[], data: ComparedRun[] | undefined): Column[] {
  const known = new Map((data ?? []).map((run) => [executionKey(run.ref), run]));
  return runs.map((ref) => ({ ref, run: known.get(executionKey(ref)) ?? null }));
}

function Refused({ unreadable, tooMany }: { unreadable: readonly string[]; tooMany: number }) {
  if (unreadable.length === 0 && tooMany === 0) return null;
  return (
    <Band tone="stale">
      {unreadable.length > 0 && (
        <p>
          Not a run, left out: <span className="mono break-all">{unreadable.join(", ")}</span>. A run is spelled
          project/domain/name.
        </p>
      )}
      {tooMany > 0 && <p>{`${tooMany} runs beyond the first 20 are left out.`}</p>}
    </Band>
  );
}
