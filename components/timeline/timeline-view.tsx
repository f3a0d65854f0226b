"use client";

import { Crosshair, FoldHorizontal } from "lucide-react";
import { useMemo, useRef, useState } from "react";
import type { NodeLine } from "@/components/nodes/node-lines";
import { Button } from "@/components/ui/button";
import { formatCount } from "@/lib/core/format/count";
import type { Zone } from "@/lib/core/format/moment";
import type { TreeNode } from "@/lib/core/graph/tree";
import type { WorkflowGraph } from "@/lib/core/graph/types";
import type { Attempt } from "@/lib/core/node";
import { isTerminalNode, type NodePhase } from "@/lib/core/phase";
import type { RunTimes } from "@/lib/core/time/run-window";
import type { Window } from "@/lib/core/time/wall-clock-path";
import { BarPatterns } from "./bar-patterns";
import { columnsAt } from "./columns";
import { Axis } from "./frame/axis";
import { ConcurrencyStrip } from "./frame/concurrency-strip";
import { GridLines } from "./frame/grid-lines";
import { ticksOf } from "./frame/ticks";
import { WhereBar } from "./frame/where-bar";
import { CriticalLinks } from "./rows/critical-links";
import { type RowLink, rowLinks } from "./rows/row-links";
import { TimelineRow } from "./rows/timeline-row";
import { timeScale } from "./time-scale";
import { TimelineRows } from "./timeline-rows";
import { useTimeline } from "./use-timeline";
import { useWidth } from "./use-width";

/** Room for a label beside a bar that reaches the end. */
const LABEL_PX = 72;
const NO_LINKS: readonly RowLink[] = [];

export type TimelineViewProps = {
  run: RunTimes;
  tree: readonly TreeNode[];
  /** Graph of the top level: who waited for whom. Without it the critical path is read from the times. */
  graph: WorkflowGraph | null;
  /** Attempts that are known, by unique node id: they tell setup and retries from user code. */
  attempts: Readonly<Record<string, readonly Attempt[]>>;
  expanded: ReadonlySet<string>;
  /** Paths of the only nodes that have a row, with the groups around them; null for all. */
  shown?: ReadonlySet<string> | null;
  selectedPath: string | null;
  /** The moment that running bars show, ms since the epoch. */
  nowMs: number;
  zone: Zone;
  /** The time on view, ms since the epoch; null for all of it. Nodes outside of it are left out. */
  window: Window | null;
  onWindow: (window: Window | null) => void;
  /** Whether the critical path shows, where somebody else keeps that; without it the timeline does. */
  path?: { isShown: boolean; onShow: (isShown: boolean) => void };
  onSelect: (path: string) => void;
  onToggle: (path: string) => void;
};

/** The tree of a run over time. Takes values and callbacks; the same selection and openings as the other views. */
export function TimelineView(props: TimelineViewProps) {
  const { tree, graph, attempts, expanded, selectedPath, zone, window, onWindow, onSelect, onToggle } = props;
  const frame = useRef<HTMLDivElement>(null);
  const widthPx = useWidth(frame);
  const columns = useMemo(() => columnsAt(widthPx), [widthPx]);
  const { isShown: showsPath, onShow: setShowsPath } = usePathChoice(props.path);
  const [foldsIdle, setFoldsIdle] = useState(false);
  const view = useTimeline({ ...props, tree, graph, attempts, expanded, window });
  const { lines, time, domain, clockMs, failureMs } = view;
  const gaps = foldsIdle ? view.gaps : null;
  const innerPx = columns.barsPx - (columns.isNarrow ? 4 : LABEL_PX);
  const scale = useMemo(() => timeScale(window ?? domain, innerPx, gaps ?? []), [window, domain, innerPx, gaps]);
  const ticks = useMemo(() => ticksOf(scale, zone), [scale, zone]);
  const links = useMemo(() => (showsPath ? rowLinks(time.chain, lines) : NO_LINKS), [showsPath, time.chain, lines]);
  const ends = useMemo(() => new Set(time.chain), [time.chain]);

  return (
    <div className="flex min-h-0 flex-1 flex-col bg-s1">
      <BarPatterns />
      <WhereBar time={time} wallClock={view.wallClock} isRunning={view.isRunning} fromCache={view.counts.cached ?? 0} />
      <div role="toolbar" aria-label="Timeline" className="flex flex-wrap gap-1.5 border-b border-line px-4 py-1">
        <Button
          size="sm"
          icon={<Crosshair size={13} />}
          aria-pressed={showsPath}
          onClick={() => setShowsPath(!showsPath)}
        >
          Critical path
        </Button>
        <Button
          size="sm"
          icon={<FoldHorizontal size={13} />}
          aria-pressed={foldsIdle}
          disabledReason={view.gaps.length === 0 ? "There is no time in which no task ran" : null}
          onClick={() => setFoldsIdle(!foldsIdle)}
        >
          Fold idle
        </Button>
      </div>
      <div ref={frame} className="flex min-h-0 flex-1 flex-col max-md:max-h-[85dvh]">
        <TimelineRows
          lines={lines}
          columns={columns}
          selectedPath={selectedPath}
          onSelect={onSelect}
          onToggle={onToggle}
          head={
            <Axis
              ticks={ticks}
              scale={scale}
              columns={columns}
              counted={countedText(lines, view.counts)}
              failureMs={failureMs}
              zone={zone}
            />
          }
          behind={(drawn) => (
            <>
              <GridLines ticks={ticks} scale={scale} columns={columns} failureMs={failureMs} {...drawn} />
              <CriticalLinks {...{ links, lines, scale, columns, clockMs }} first={drawn.first} last={drawn.last} />
            </>
          )}
          row={(line, place) => {
            const { path } = line.node;
            const onPath = showsPath && time.onPath.has(path);
            return (
              <TimelineRow
                line={line}
                {...place}
                isSelected={path === selectedPath}
                onPath={onPath}
                isUnderlined={onPath && (ends.has(path) || !line.isOpen)}
                slackMs={showsPath && !onPath ? (view.slackMs.get(path) ?? null) : null}
                attempts={attempts[line.node.row?.nodeId ?? ""]}
                scale={scale}
                columns={columns}
                clockMs={isTerminalNode(line.node.phase) ? 0 : clockMs}
                zone={zone}
              />
            );
          }}
        />
        <ConcurrencyStrip
          spans={view.spans}
          domain={domain}
          columns={columns}
          widthPx={innerPx}
          range={window}
          onRange={onWindow}
          zone={zone}
        />
      </div>
    </div>
  );
}

function usePathChoice(path: TimelineViewProps["path"]) {
  const [isShown, onShow] = useState(true);
  return path ?? { isShown, onShow };
}

/** Groups count as their children, as they do everywhere on the page. */
function countedText(lines: readonly NodeLine[], counts: Partial<Record<NodePhase, number>>): string {
  const shown = lines.filter(({ node }) => (node.children?.length ?? 0) === 0).length;
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return `${formatCount(shown)} of ${formatCount(all)} nodes`;
}
