/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that are drawn only where they show cannot be a <table>: its rows would lose their places */
import clsx from "clsx";
import { memo } from "react";
import type { NodeLine } from "@/components/nodes/node-lines";
import type { Zone } from "@/lib/core/format/moment";
import type { Attempt } from "@/lib/core/node";
import type { Columns } from "../columns";
import type { TimeScale } from "../time-scale";
import { timeText } from "../time-text";
import { Bar } from "./bar";
import { barShape } from "./bar-shape";
import { absentText, barSentence, barText, slackText } from "./row-text";
import { TreeCell } from "./tree-cell";

export type TimelineRowProps = {
  line: NodeLine;
  id: string;
  index: number;
  isSelected: boolean;
  isActive: boolean;
  /** On the critical path; `isUnderlined` where its own bar, or what it hides, is what counted. */
  onPath: boolean;
  isUnderlined: boolean;
  /** null: not known, or the node is on the path. */
  slackMs: number | null;
  attempts: readonly Attempt[] | undefined;
  scale: TimeScale;
  columns: Columns;
  /** The end of a node that is not over. */
  clockMs: number;
  zone: Zone;
};

/** One node: its place in the tree, how long it took, and its bar. The treegrid handles clicks and keys. */
function Row(props: TimelineRowProps) {
  const { line, id, index, isSelected, isActive, onPath, columns } = props;
  const { node } = line;
  const shape = barShape(node, props.scale, props.clockMs, props.attempts);
  return (
    <div
      role="row"
      id={id}
      tabIndex={-1}
      data-node-id={node.path}
      data-phase={node.phase}
      aria-rowindex={index + 2}
      aria-level={line.depth + 1}
      aria-posinset={line.position}
      aria-setsize={line.setSize}
      aria-expanded={line.isParent ? line.isOpen : undefined}
      aria-selected={isSelected}
      style={{ height: columns.rowPx }}
      className={clsx(
        "flex cursor-pointer text-12 hover:bg-hover",
        isSelected && "bg-accent-soft shadow-[inset_2px_0_0_var(--accent)] [--k:var(--accent-soft)]",
        isActive &&
          "group-focus-visible:outline-2 group-focus-visible:-outline-offset-2 group-focus-visible:outline-accent",
      )}
    >
      <span role="presentation" className="flex shrink-0 border-r border-line" style={{ width: columns.treePx }}>
        <TreeCell line={line} onPath={onPath} />
        <span role="gridcell" className="shrink-0 self-center pr-2.5 text-right text-11 text-text-3 tabular-nums">
          {shape === null ? "—" : timeText(shape.parts.span.toMs - shape.parts.span.fromMs)}
        </span>
      </span>
      <BarCell {...props} shape={shape} />
    </div>
  );
}

function BarCell({
  line: { node },
  shape,
  attempts,
  columns,
  onPath,
  isUnderlined,
  slackMs,
  zone,
}: TimelineRowProps & { shape: ReturnType<typeof barShape> }) {
  const { barsPx, rowPx, isNarrow } = columns;
  if (shape === null) {
    return (
      <span role="gridcell" className="flex min-w-0 items-center text-11 text-text-3">
        <span className="ml-1 truncate bg-[var(--k,var(--s1))]">{absentText(node)}</span>
      </span>
    );
  }
  const sentence = barSentence(node, shape.parts, { zone, onPath, slackMs });
  return (
    <span role="gridcell" className="relative min-w-0" title={sentence}>
      <span className="sr-only">{sentence}</span>
      <Bar
        node={node}
        shape={shape}
        text={isNarrow ? "" : barText(node, shape.parts, attempts)}
        slack={isNarrow ? "" : slackText(slackMs)}
        onPath={isUnderlined}
        widthPx={barsPx}
        rowPx={rowPx}
      />
    </span>
  );
}

/** Drawn anew only when something of it changed: whoever calls gives the clock to rows that run alone. */
export const TimelineRow = memo(Row);
