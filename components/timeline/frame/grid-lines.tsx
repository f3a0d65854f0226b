import type { Columns } from "../columns";
import { type TimeScale, toPx } from "../time-scale";
import type { Tick } from "./ticks";

/** Behind the rows: a line for each tick, a band for each folded gap, and where the first failure was. */
export function GridLines({
  ticks,
  scale,
  columns,
  failureMs,
  topPx,
  heightPx,
  isEnd,
}: {
  ticks: readonly Tick[];
  scale: TimeScale;
  columns: Columns;
  failureMs: number | null;
  /** The stretch of rows that is drawn; at the end of the list the lines go on to the foot of the view. */
  topPx: number;
  heightPx: number;
  isEnd: boolean;
}) {
  const { window } = scale;
  const failed = failureMs !== null && failureMs >= window.fromMs && failureMs <= window.toMs;
  return (
    <div
      aria-hidden="true"
      className="pointer-events-none absolute box-content border-l border-line"
      style={{
        left: columns.treePx - 1,
        width: columns.barsPx,
        top: topPx,
        ...(isEnd ? { bottom: 0 } : { height: heightPx }),
      }}
    >
      <svg width="100%" height="100%" className="block">
        {ticks.map(({ ms, px }) => (
          <line key={ms} x1={Math.round(px) + 0.5} x2={Math.round(px) + 0.5} y1="0" y2="100%" stroke="var(--line)" />
        ))}
        {scale.pieces.map(
          ({ fromMs, fromPx, toPx: endPx, isGap }) =>
            isGap && (
              <rect
                key={fromMs}
                x={fromPx}
                width={endPx - fromPx}
                height="100%"
                fill="var(--s2)"
                stroke="var(--line)"
              />
            ),
        )}
        {failed && (
          <line
            x1={toPx(scale, failureMs)}
            x2={toPx(scale, failureMs)}
            y1="0"
            y2="100%"
            stroke="var(--failed)"
            strokeDasharray="2 3"
          />
        )}
      </svg>
    </div>
  );
}
