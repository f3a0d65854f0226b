"use client";

import clsx from "clsx";
import { useState } from "react";
import { ErrorPanel } from "@/components/shell/error-panel";
import { Button } from "@/components/ui/button";
import type { Execution } from "@/lib/core/execution";
import type { Page } from "@/lib/core/page";
import type { ScopeRef } from "@/lib/core/refs";
import { EmptyList } from "./empty-list";
import { Pager } from "./pager";
import { SelectionDock } from "./selection-dock";
import { StaleBand } from "./stale-band";
import { RunStrip } from "./strip/run-strip";
import { ExecutionTable } from "./table/execution-table";
import { TableSkeleton } from "./table/table-skeleton";
import type { useExecutionList } from "./use-execution-list";
import { useHeldRows } from "./use-held-rows";
import type { useListPages } from "./use-list-pages";
import { usePaintMarks } from "./use-paint-marks";
import { useSelection } from "./use-selection";

type BodyProps = {
  scope: ScopeRef;
  list: ReturnType<typeof useExecutionList>;
  pages: ReturnType<typeof useListPages>;
  onClear: () => void;
};

/** One of four different sights: loading, failed, loaded and empty, rows. */
export function ListBody(props: BodyProps) {
  const { scope, list, pages, onClear } = props;
  const { page, problem, filtered, retry } = list;
  if (page === undefined) {
    return (
      <div className="panel overflow-hidden">
        {problem === null ? (
          <TableSkeleton />
        ) : (
          <ErrorPanel problem={problem} note="This page goes on trying by itself." onRetry={retry} />
        )}
      </div>
    );
  }
  if (page.items.length === 0) {
    const why = filtered ? "filtered" : pages.first ? "none" : "past-the-end";
    return (
      <div className={clsx("panel overflow-hidden", list.changing && "opacity-60")}>
        {problem !== null && <StaleBand problem={problem} asOfMs={list.asOfMs} onRetry={retry} />}
        <EmptyList scope={scope} why={why} onClear={onClear} />
      </div>
    );
  }
  return <Rows {...props} page={page} />;
}

function Rows({ scope, list, pages, page }: BodyProps & { page: Page<Execution> }) {
  const { view, setView, problem, asOfMs, changing } = list;
  const [held, setHeld] = useState(false);
  const { rows, newcomers, release } = useHeldRows(page.items, changing ? "on the way" : list.identity, held);
  const selection = useSelection(rows.map(({ ref }) => ref.name));
  usePaintMarks(rows.length);
  const frozenAtMs = problem === null ? null : asOfMs;
  return (
    <>
      {rows.length >= MIN_STRIP && <RunStrip executions={rows} frozenAtMs={frozenAtMs} />}
      <div className={clsx("panel relative overflow-clip", changing && "opacity-60")}>
        {problem !== null && <StaleBand problem={problem} asOfMs={asOfMs} onRetry={list.retry} />}
        {newcomers > 0 && (
          <Button size="sm" onClick={release} className="absolute top-8 left-1/2 z-(--z-sticky) -translate-x-1/2">
            {newcomers} new
          </Button>
        )}
        <ExecutionTable
          executions={rows}
          selection={selection}
          sorting={{ sort: view.sort, descending: view.desc }}
          frozenAtMs={frozenAtMs}
          onSort={({ sort, descending }) => void setView({ sort, desc: descending, token: null })}
          onHold={setHeld}
        />
        <Pager
          shown={rows.length}
          first={pages.first}
          nextToken={page.nextToken}
          busy={changing}
          onFirst={pages.toFirst}
          onPrevious={pages.previous}
          onNext={pages.next}
        />
      </div>
      {selection.names.length > 0 && <div className="h-14" />}
      <SelectionDock scope={scope} names={selection.names} onClear={selection.clear} />
    </>
  );
}

/** Fewer bars than this say less than the rows themselves. */
const MIN_STRIP = 5;
