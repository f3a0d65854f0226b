"use client";

import { useMemo } from "react";
import { usePaintMarks } from "@/components/executions/use-paint-marks";
import { Table } from "@/components/ui/table";
import { compareRuns } from "@/lib/core/compare/compare-runs";
import type { CompareSection } from "@/lib/core/compare/types";
import { type ExecutionRef, executionKey } from "@/lib/core/refs";
import type { Column } from "./compare-page";
import { CompareRows } from "./compare-rows";
import { RunHead } from "./run-head";
import type { CompareView } from "./use-compare-view";

/** The table: one column a run, rows by section. */
export function CompareBody({
  view: { baseline, onlyDifferences },
  compared,
  onRemove,
  onBaseline,
}: {
  view: CompareView;
  compared: readonly Column[];
  onRemove: (ref: ExecutionRef) => void;
  onBaseline: (ref: ExecutionRef) => void;
}) {
  const sections = useMemo(
    () =>
      compareRuns(
        compared.map(({ run }) => (run?.state === "loaded" ? run : null)),
        baseline,
      ),
    [compared, baseline],
  );
  usePaintMarks(sections.reduce((sum, { rows }) => sum + rows.length, 0));
  const filled = sections.filter(({ rows }) => rows.length > 0);
  return (
    <div className="min-w-0 p-4">
      <p className="pb-2 text-text-2">{sentenceOf(sections)}</p>
      <div className="panel overflow-hidden">
        <Table label="Comparison">
          <thead>
            <tr>
              <th
                scope="col"
                className="sticky left-0 z-10 border-r border-b border-line bg-s1 px-3 py-2 text-left align-bottom text-11 font-medium text-text-3"
              >
                Name
              </th>
              {compared.map((column, index) => (
                <RunHead
                  key={executionKey(column.ref)}
                  column={column}
                  index={index}
                  isBaseline={index === baseline}
                  onRemove={onRemove}
                  onBaseline={onBaseline}
                />
              ))}
            </tr>
          </thead>
          {filled.map((section) => (
            <CompareRows
              key={section.name}
              section={section}
              columns={compared}
              baseline={baseline}
              onlyDifferences={onlyDifferences}
            />
          ))}
        </Table>
      </div>
    </div>
  );
}

function sentenceOf(sections: readonly CompareSection[]): string {
  const rows = sections.flatMap((section) => section.rows);
  const differ = rows.filter(({ verdict }) => verdict === "differs").length;
  const unknown = rows.filter(({ verdict }) => verdict === "unknown").length;
  const known = `${differ} of ${rows.length} rows differ`;
  return unknown === 0 ? `${known}.` : `${known}; ${unknown} not known for every run.`;
}
