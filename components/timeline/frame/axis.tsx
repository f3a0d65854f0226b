/* oxlint-disable jsx-a11y/prefer-tag-over-role -- the head of a treegrid whose rows are drawn only where they show */
import { formatTimeOfDay, type Zone } from "@/lib/core/format/moment";
import { AXIS_PX, type Columns } from "../columns";
import { type TimeScale, toPx } from "../time-scale";
import { textPx, timeText } from "../time-text";
import type { Tick } from "./ticks";

/** Half of the room of "first failure 09:39:55". */
const FAILURE_PX = 62;

/** The head of the rows: how many are shown, and the time axis with the first failure. */
export function Axis({
  ticks,
  scale,
  columns,
  counted,
  failureMs,
  zone,
}: {
  ticks: readonly Tick[];
  scale: TimeScale;
  columns: Columns;
  counted: string;
  failureMs: number | null;
  zone: Zone;
}) {
  const { treePx, barsPx, isNarrow } = columns;
  const failurePx = failureMs === null || !isWithin(scale, failureMs) || isNarrow ? null : toPx(scale, failureMs);
  const shown = ticks.filter((tick) => isFree(tick, failurePx, barsPx)).slice(0, isNarrow ? 1 : undefined);
  return (
    <div
      role="row"
      aria-rowindex={1}
      className="sticky top-0 z-1 flex border-b border-line bg-s1 text-11 text-text-3"
      style={{ height: AXIS_PX }}
    >
      <span
        role="presentation"
        className="flex shrink-0 items-center border-r border-line px-2.5"
        style={{ width: treePx }}
      >
        <span role="columnheader" className="flex-1 truncate">
          {counted}
        </span>
        <span role="columnheader">duration</span>
      </span>
      <span role="columnheader" className="relative min-w-0 flex-1 overflow-hidden">
        <span className="sr-only">Time, {zone === "utc" ? "UTC" : "local"}</span>
        <svg aria-hidden="true" width={barsPx} height={AXIS_PX - 1} className="block tabular-nums">
          {shown.map(({ ms, px, text }) => (
            <text key={ms} x={px} y="16" textAnchor="middle" className="fill-text-3">
              {text}
            </text>
          ))}
          {scale.pieces.map(
            ({ fromMs, toMs, fromPx, toPx: endPx, isGap }) =>
              isGap && (
                <g key={fromMs}>
                  <title>{`${timeText(toMs - fromMs)} in which no task ran`}</title>
                  <rect x={fromPx} width={endPx - fromPx} height={AXIS_PX} fill="var(--s2)" />
                  <text x={(fromPx + endPx) / 2} y="16" textAnchor="middle" className="fill-text-2">
                    ⋯
                  </text>
                </g>
              ),
          )}
          {failurePx !== null && (
            <text
              x={Math.min(Math.max(failurePx, FAILURE_PX), barsPx - FAILURE_PX)}
              y="16"
              textAnchor="middle"
              className="fill-failed-t font-strong"
            >
              first failure {formatTimeOfDay(failureMs ?? 0, zone)}
            </text>
          )}
        </svg>
      </span>
    </div>
  );
}

const isWithin = ({ window }: TimeScale, ms: number): boolean => ms >= window.fromMs && ms <= window.toMs;

function isFree({ px, text }: Tick, failurePx: number | null, barsPx: number): boolean {
  const half = textPx(text) / 2 + 2;
  if (px < half || px > barsPx - half) return false;
  if (failurePx === null) return true;
  const centre = Math.min(Math.max(failurePx, FAILURE_PX), barsPx - FAILURE_PX);
  return Math.abs(px - centre) > FAILURE_PX + half;
}
