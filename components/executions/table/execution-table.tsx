"use client";

import { useRef } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Table } from "@/components/ui/table";
import { TableHead } from "@/components/ui/table-head";
import type { Execution } from "@/lib/core/execution";
import { medianRunTimeMs } from "../run-time";
import { useRowKeys } from "../use-row-keys";
import type { Selection } from "../use-selection";
import { ExecutionRow } from "./execution-row";
import { SortHead, type Sorting } from "./sort-head";

/** The runs of one page. `onHold` tells when the pointer is over the rows: then they must not move. */
export function ExecutionTable({
  executions,
  selection,
  sorting,
  frozenAtMs,
  onSort,
  onHold,
}: {
  executions: readonly Execution[];
  selection: Selection;
  sorting: Sorting;
  frozenAtMs: number | null;
  onSort: (sorting: Sorting) => void;
  onHold: (held: boolean) => void;
}) {
  const body = useRef<HTMLTableSectionElement>(null);
  useRowKeys(body, selection.toggle);
  const medianMs = medianRunTimeMs(executions);
  const selectedHere = executions.filter(({ ref }) => selection.has(ref.name)).length;
  const all = selectedHere === executions.length;
  const head = { sorting, onSort };
  return (
    <Table label="Executions" stickyHead className="max-sm:block">
      <thead className="max-sm:hidden">
        <tr>
          <TableHead>
            <Checkbox
              label={all ? "Clear the selection of this page" : "Select all of this page"}
              checked={all}
              mixed={selectedHere > 0 && !all}
              onChange={selection.toggleAll}
            />
          </TableHead>
          <SortHead {...head} by="phase" firstDescending={false}>
            Phase
          </SortHead>
          <SortHead {...head} by="name" firstDescending={false}>
            Execution
          </SortHead>
          <TableHead>Workflow and version</TableHead>
          <TableHead className="max-lg:hidden">Launch plan</TableHead>
          <SortHead {...head} by="created" numeric title="Sorts by the time of creation">
            Started
          </SortHead>
          <SortHead {...head} by="duration" numeric title="The tick is the median of the ended runs on this page">
            Duration
          </SortHead>
          <TableHead>Outcome</TableHead>
          <TableHead className="max-lg:hidden">By</TableHead>
        </tr>
      </thead>
      <tbody
        ref={body}
        onPointerEnter={() => onHold(true)}
        onPointerLeave={() => onHold(false)}
        className="max-sm:block [&>tr:last-child>td]:border-b-0"
      >
        {executions.map((execution) => (
          <ExecutionRow
            key={execution.ref.name}
            execution={execution}
            selected={selection.has(execution.ref.name)}
            medianMs={medianMs}
            frozenAtMs={frozenAtMs}
            onToggle={selection.toggle}
          />
        ))}
      </tbody>
    </Table>
  );
}
