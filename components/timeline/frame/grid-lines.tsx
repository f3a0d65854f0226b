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
}: {
  ticks: readonly Tick[];
  scale: TimeScale;
  columns: Columns;
  failureMs: number | null;
  topPx: number;
  heightPx: number;
}) {
  const { window } = scale;
  const failed = failureMs !== null && failureMs >= window.fromMs && failureMs <= window.toMs;
  return (
    <svg
      aria-hidden="true"
      width={columns.barsPx}
      height={heightPx}
      className="pointer-events-none absolute"
      style={{ left: columns.treePx, top: topPx }}
    >
      {ticks.map(({ ms, px }) => (
        <path key={ms} d={`M${Math.round(px) + 0.5} 0V${heightPx}`} stroke="var(--line)" />
      ))}
      {scale.pieces.map(
        ({ fromMs, fromPx, toPx: endPx, isGap }) =>
          isGap && (
            <rect
              key={fromMs}
              x={fromPx}
              width={endPx - fromPx}
              height={heightPx}
              fill="var(--s2)"
              stroke="var(--line)"
            />
          ),
      )}
      {failed && (
        <path
          d={`M${toPx(scale, failureMs)} 0V${heightPx}`}
          stroke="var(--failed)"
          strokeDasharray="2 3"
          data-first-failure=""
        />
      )}
    </svg>
  );
}
