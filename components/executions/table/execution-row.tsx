"use client";

import clsx from "clsx";
import Link from "next/link";
import { memo } from "react";
import { Moment } from "@/components/shell/moment";
import { PhaseLabel } from "@/components/shell/phase-label";
import { Checkbox } from "@/components/ui/checkbox";
import { TableCell } from "@/components/ui/table-cell";
import type { Execution } from "@/lib/core/execution";
import { phaseWord } from "@/lib/core/format/phase-word";
import { isTerminalExecution } from "@/lib/core/phase";
import { paths } from "@/lib/url/paths";
import { startedBy } from "../outcome";
import { DurationCell } from "./duration-cell";
import { OutcomeCell } from "./outcome-cell";

export type RowProps = {
  execution: Execution;
  selected: boolean;
  medianMs: number | null;
  /** Set while no news arrive: clocks stop there and runs "were" running. */
  frozenAtMs: number | null;
  onToggle: (name: string, options: { toHere: boolean }) => void;
};

/** One run: a row of the table, on a phone a card of three lines. */
export const ExecutionRow = memo(function ExecutionRow({
  execution,
  selected,
  medianMs,
  frozenAtMs,
  onToggle,
}: RowProps) {
  const { ref, phase, launched } = execution;
  const named = execution.workflow ?? launched;
  const stale = frozenAtMs !== null && !isTerminalExecution(phase);
  return (
    <tr
      data-phase={phase}
      aria-selected={selected}
      className={clsx(
        "relative max-sm:grid max-sm:grid-cols-[28px_1fr_auto] max-sm:border-b max-sm:border-line max-sm:last:border-b-0 max-sm:px-3 max-sm:py-2 max-sm:[&>td]:h-auto max-sm:[&>td]:border-0 max-sm:[&>td]:p-0!",
        selected ? "bg-accent-soft [--k:var(--accent-soft)]" : "hover:bg-hover",
      )}
    >
      <TableCell className="w-9 max-sm:row-span-3 max-sm:w-auto max-sm:self-center">
        <Checkbox
          label={`Select ${ref.name}`}
          checked={selected}
          onChange={(event) => {
            const { nativeEvent } = event;
            onToggle(ref.name, { toHere: nativeEvent instanceof MouseEvent && nativeEvent.shiftKey });
          }}
          className="max-sm:z-1"
        />
      </TableCell>
      <TableCell className="max-sm:col-start-2">
        <PhaseLabel
          phase={phase}
          text={stale ? `Was ${phaseWord(phase).toLowerCase()}` : undefined}
          className={stale ? "saturate-50" : undefined}
        />
      </TableCell>
      <TableCell className="max-sm:col-start-2 max-sm:row-start-2 max-sm:min-w-0">
        <Link
          href={paths.execution(ref)}
          prefetch={false}
          data-row={ref.name}
          className="mono inline-flex min-h-6 items-center hover:underline max-sm:-my-2.5 max-sm:min-h-11 max-sm:after:absolute max-sm:after:inset-0"
        >
          {ref.name}
        </Link>
      </TableCell>
      <TableCell className="max-w-90 max-sm:hidden">
        <span className="flex items-baseline gap-2">
          <span className="truncate font-strong" title={named.name}>
            {shortName(named.name)}
          </span>
          <span className="mono max-w-32 truncate text-text-3" title={named.version}>
            {named.version}
          </span>
        </span>
      </TableCell>
      <TableCell className="max-w-50 truncate text-text-2 max-lg:hidden" title={launched.name}>
        {launched.kind === "task" ? "single task" : shortName(launched.name)}
      </TableCell>
      <TableCell numeric className="text-text-2 max-sm:col-start-3 max-sm:row-start-1">
        <Moment ms={execution.startedMs ?? execution.createdMs} />
      </TableCell>
      <TableCell numeric className="max-sm:col-start-3 max-sm:row-start-2">
        <DurationCell execution={execution} medianMs={medianMs} frozenAtMs={frozenAtMs} />
      </TableCell>
      <TableCell className="w-full max-w-0 min-w-40 max-sm:col-span-2 max-sm:col-start-2 max-sm:row-start-3 max-sm:w-auto max-sm:max-w-none max-sm:min-w-0">
        <span className="flex min-w-0 items-baseline gap-2">
          <span className="truncate font-strong sm:hidden" title={named.name}>
            {shortName(named.name)}
          </span>
          <span className="min-w-0 flex-1">
            <OutcomeCell execution={execution} frozenAtMs={frozenAtMs} />
          </span>
        </span>
      </TableCell>
      <TableCell className="max-w-36 truncate text-text-2 max-lg:hidden" title={startedBy(execution)}>
        {startedBy(execution)}
      </TableCell>
    </tr>
  );
});

/** Names are Python paths; the last part is what people call it. The whole is in the title. */
const shortName = (name: string): string => name.split(".").at(-1) || name;
