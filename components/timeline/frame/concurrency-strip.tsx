"use client";

import { X } from "lucide-react";
import { useMemo } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { formatTimeOfDay, type Zone } from "@/lib/core/format/moment";
import type { Window } from "@/lib/core/time/wall-clock-path";
import type { Columns } from "../columns";
import { timeScale, toPx } from "../time-scale";
import { textPx, timeText } from "../time-text";
import { BrushHandle } from "./brush-handle";
import { tasksAtOnce } from "./tasks-at-once";
import { useBrush } from "./use-brush";

const STRIP_PX = 44;
const FOOT_PX = 40;
const TOP_PX = 6;
const BUCKET_PX = 3;

/** How many tasks ran at once over the whole run, and the brush that chooses the time on view. */
export function ConcurrencyStrip({
  spans,
  domain,
  columns,
  widthPx,
  range,
  onRange,
  zone,
}: {
  spans: readonly Window[];
  domain: Window;
  columns: Columns;
  /** The run's width, as that of the bars above: where words stand beside them it is less than the column. */
  widthPx: number;
  range: Window | null;
  onRange: (range: Window | null) => void;
  zone: Zone;
}) {
  const { treePx, barsPx, isNarrow } = columns;
  const scale = useMemo(() => timeScale(domain, widthPx, []), [domain, widthPx]);
  const counts = useMemo(
    () => tasksAtOnce(spans, domain, Math.max(1, Math.floor(widthPx / BUCKET_PX))),
    [spans, domain, widthPx],
  );
  const most = counts.reduce((max, count) => Math.max(max, count), 0);
  const brush = useBrush(scale, range, onRange);
  const drawn = brush.drawn ?? domain;
  const [fromPx, endPx] = [toPx(scale, drawn.fromMs), toPx(scale, drawn.toMs)];
  const words = rangeText(drawn, zone);
  return (
    <section
      aria-label="Tasks at once"
      className="flex shrink-0 overflow-hidden border-t border-line bg-s1"
      style={{ height: STRIP_PX + (isNarrow ? 4 : 0) }}
    >
      <div
        className="flex shrink-0 items-center gap-2 border-r border-line px-2.5 text-11 text-text-3"
        style={{ width: treePx }}
      >
        <span className="truncate">Tasks at once</span>
        <span className="flex-1" />
        {range === null ? (
          <span className="whitespace-nowrap">max {most}</span>
        ) : (
          <IconButton size="sm" label="Show the whole run" icon={<X size={12} />} onClick={() => onRange(null)} />
        )}
      </div>
      <div
        className="relative min-w-0 cursor-crosshair touch-none select-none"
        style={{ width: barsPx }}
        {...brush.area}
      >
        <svg aria-hidden="true" width={barsPx} height={STRIP_PX - 1} className="block">
          <path d={stepPath(counts, most, widthPx)} fill="var(--s3)" stroke="var(--line-3)" />
          {brush.drawn !== null && (
            <rect
              x={fromPx}
              y="1"
              width={Math.max(0, endPx - fromPx)}
              height={STRIP_PX - 3}
              fill="var(--accent)"
              opacity=".1"
            />
          )}
        </svg>
        <BrushHandle
          edge="from"
          px={fromPx}
          domain={domain}
          valueMs={drawn.fromMs}
          zone={zone}
          onKeyDown={brush.onKey("from")}
        />
        <BrushHandle
          edge="to"
          px={endPx}
          domain={domain}
          valueMs={drawn.toMs}
          zone={zone}
          onKeyDown={brush.onKey("to")}
        />
        {!isNarrow && brush.drawn !== null && (
          <span
            className="pointer-events-none absolute top-0.75 text-11 font-strong whitespace-nowrap text-accent-text"
            style={wordsPlace(fromPx, endPx, words, barsPx)}
          >
            {words}
          </span>
        )}
      </div>
    </section>
  );
}

const rangeText = ({ fromMs, toMs }: Window, zone: Zone): string =>
  `${formatTimeOfDay(fromMs, zone)} to ${formatTimeOfDay(toMs, zone)}, ${timeText(toMs - fromMs)}`;

const SPACE_PX = 14;

/** Within the range where there is room, else right of it, else left. */
function wordsPlace(
  fromPx: number,
  endPx: number,
  words: string,
  barsPx: number,
): { left: number } | { right: number } {
  const needs = textPx(words) + 2 * SPACE_PX;
  if (endPx - fromPx >= needs) return { left: fromPx + SPACE_PX };
  return endPx + needs <= barsPx ? { left: endPx + SPACE_PX } : { right: barsPx - fromPx + SPACE_PX };
}

function stepPath(counts: readonly number[], most: number, widthPx: number): string {
  const heightOf = (count: number): number => FOOT_PX - (count / Math.max(1, most)) * (FOOT_PX - TOP_PX);
  const bucketPx = widthPx / counts.length;
  const steps = counts.map(
    (count, at) => `L${(at * bucketPx).toFixed(1)} ${heightOf(count)}H${((at + 1) * bucketPx).toFixed(1)}`,
  );
  return `M0 ${FOOT_PX}${steps.join("")}V${FOOT_PX}Z`;
}
