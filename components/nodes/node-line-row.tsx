/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that are drawn only where they show cannot be a <table>: its rows would lose their places */
import clsx from "clsx";
import { ChevronRight } from "lucide-react";
import { memo } from "react";
import { Moment } from "@/components/shell/moment";
import { PhaseLabel } from "@/components/shell/phase-label";
import { formatDuration } from "@/lib/core/format/duration";
import { isTerminalNode } from "@/lib/core/phase";
import { nodeDurationMs } from "./node-duration";
import { nodeKindText } from "./node-kind";
import type { NodeLine } from "./node-lines";
import { remarkOf } from "./remark";

export const NODE_COLUMNS =
  "grid grid-cols-[minmax(140px,1.6fr)_104px_76px] md:grid-cols-[minmax(220px,1.6fr)_112px_112px_148px_84px_minmax(120px,1fr)]";

const WIDE_CELL = "hidden truncate px-2 text-text-2 md:block";

type RowProps = { line: NodeLine; id: string; index: number; isSelected: boolean; isActive: boolean; nowMs: number };

/** One node as a row of the treegrid, which handles its clicks and keys. */
function Row({ line, id, index, isSelected, isActive, nowMs }: RowProps) {
  const { node, depth, isParent, isOpen } = line;
  const durationMs = nodeDurationMs(node.row, nowMs);
  return (
    <div
      role="row"
      id={id}
      tabIndex={-1}
      data-node-id={node.path}
      data-phase={node.phase}
      aria-rowindex={index + 2}
      aria-level={depth + 1}
      aria-posinset={line.position}
      aria-setsize={line.setSize}
      aria-expanded={isParent ? isOpen : undefined}
      aria-selected={isSelected}
      className={clsx(
        NODE_COLUMNS,
        "h-8 cursor-pointer items-center border-b border-line text-12 hover:bg-hover max-sm:h-11",
        isSelected && "bg-accent-soft",
        isActive &&
          "group-focus-visible:outline-2 group-focus-visible:-outline-offset-2 group-focus-visible:outline-accent",
      )}
    >
      <NameCell line={line} />
      <span role="gridcell" className="px-2">
        <PhaseLabel phase={node.phase} size={12} />
      </span>
      <span role="gridcell" className={WIDE_CELL}>
        {nodeKindText(node)}
      </span>
      <span role="gridcell" className={WIDE_CELL}>
        <Moment ms={node.row?.startedMs ?? null} />
      </span>
      <span role="gridcell" className="px-2 text-right">
        {durationMs === null ? "—" : formatDuration(durationMs)}
      </span>
      <span
        role="gridcell"
        className={clsx(WIDE_CELL, node.row?.error && "text-failed-t")}
        title={node.row?.error?.message}
      >
        {remarkOf(line)}
      </span>
    </div>
  );
}

function NameCell({ line: { node, depth, isParent, isOpen } }: { line: NodeLine }) {
  return (
    <span role="gridcell" className="flex min-w-0 items-center gap-1 px-2" style={{ paddingLeft: 8 + depth * 16 }}>
      {isParent ? (
        <button
          type="button"
          tabIndex={-1}
          data-toggles={node.path}
          aria-label={`${isOpen ? "Close" : "Open"} ${node.name}`}
          className="grid h-6 w-6 shrink-0 place-items-center rounded-sm text-text-3 hover:text-text max-sm:h-11 max-sm:w-8"
        >
          <ChevronRight size={13} className={clsx(isOpen && "rotate-90")} />
        </button>
      ) : (
        <span className="w-6 shrink-0 max-sm:w-8" />
      )}
      <span
        className={clsx("truncate font-strong", node.phase === "skipped" && "text-text-3 line-through")}
        title={node.name === node.specNodeId ? node.name : `${node.name} (${node.specNodeId})`}
      >
        {node.name}
      </span>
    </span>
  );
}

/** Rows that run take the clock; all others stay as they are while it ticks. */
export const NodeLineRow = memo(Row, (before, after) => {
  const clockMatters = !isTerminalNode(after.line.node.phase) && (after.line.node.row?.startedMs ?? null) !== null;
  return (
    before.line.node === after.line.node &&
    isSamePlace(before.line, after.line) &&
    before.index === after.index &&
    before.isSelected === after.isSelected &&
    before.isActive === after.isActive &&
    (before.nowMs === after.nowMs || !clockMatters)
  );
});

const isSamePlace = (a: NodeLine, b: NodeLine): boolean =>
  a.isOpen === b.isOpen && a.isParent === b.isParent && a.position === b.position && a.setSize === b.setSize;
