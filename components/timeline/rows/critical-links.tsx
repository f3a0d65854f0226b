import type { NodeLine } from "@/components/nodes/node-lines";
import { nodeSpan } from "@/lib/core/time/node-span";
import type { Columns } from "../columns";
import { type TimeScale, toPx } from "../time-scale";
import type { RowLink } from "./row-links";

/** Elbows that join the bars of the critical path, of the rows `first` to `last` and those that pass by. */
export function CriticalLinks({
  links,
  lines,
  scale,
  columns,
  clockMs,
  first,
  last,
}: {
  links: readonly RowLink[];
  lines: readonly NodeLine[];
  scale: TimeScale;
  columns: Columns;
  clockMs: number;
  first: number;
  last: number;
}) {
  const { rowPx, treePx, barsPx } = columns;
  const footPx = Math.round((rowPx - 11) / 2) + 13.5;
  const seen = links.filter(({ from, to }) => Math.min(from, to) <= last && Math.max(from, to) >= first);
  return (
    <svg
      aria-hidden="true"
      width={barsPx}
      height={(last - first + 1) * rowPx}
      className="pointer-events-none absolute overflow-hidden"
      style={{ left: treePx, top: first * rowPx }}
    >
      {seen.map(({ from, to }) => {
        const [end, begin] = [spanOf(lines[from], clockMs)?.toMs, spanOf(lines[to], clockMs)?.fromMs];
        if (end === undefined || begin === undefined) return null;
        const next = toPx(scale, begin);
        // Where clocks differ a node may begin before what it waited for has ended.
        const x = Math.min(toPx(scale, end), next);
        const [y, nextY] = [(from - first) * rowPx + footPx, (to - first) * rowPx + rowPx / 2];
        return (
          <path
            key={`${from} ${to}`}
            d={`M${x} ${y}H${(x + next) / 2}V${nextY}H${next}`}
            fill="none"
            stroke="var(--ink)"
            strokeWidth="1.25"
          />
        );
      })}
    </svg>
  );
}

const spanOf = (line: NodeLine | undefined, clockMs: number) =>
  line === undefined ? null : nodeSpan(line.node, clockMs);
