/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that are drawn only where they show cannot be a <table>: its rows would lose their places */
"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef } from "react";
import { PhaseLabel } from "@/components/shell/phase-label";
import { formatCount } from "@/lib/core/format/count";
import type { MapItem } from "@/lib/core/node";
import { LogLinks } from "./attempt-list";
import { latestItems } from "./latest-items";

const ROW_PX = 26;

/** The items of a map task, one row an index, with the try that decided it. */
export function MapItems({ path, items }: { path: string; items: readonly MapItem[] }) {
  const rows = useMemo(() => latestItems(items), [items]);
  const scroller = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- its functions are called while drawing, never memoised
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  return (
    <section aria-label="Items" className="flex flex-col gap-1">
      <h3 className="text-11 font-medium text-text-3">{`${formatCount(rows.length)} items`}</h3>
      <div
        ref={scroller}
        role="table"
        aria-label="Items of the map task"
        aria-rowcount={rows.length}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled with the keyboard too
        tabIndex={0}
        className="max-h-80 overflow-auto rounded-md border border-line"
      >
        <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const item = rows[index];
            if (item === undefined) return null;
            return (
              <div
                key={item.index}
                role="row"
                aria-rowindex={index + 1}
                data-node-id={`${path}/${item.index}`}
                data-phase={item.phase}
                className="absolute inset-x-0 top-0 flex items-center gap-3 border-b border-line px-2 text-12"
                style={{ height: ROW_PX, transform: `translateY(${start}px)` }}
              >
                <span role="cell" className="mono w-12 text-right text-text-3">
                  {item.index}
                </span>
                <span role="cell" className="w-28">
                  <PhaseLabel phase={item.phase} size={12} />
                </span>
                <span role="cell" className="flex-1 text-text-3">
                  {note(item)}
                </span>
                <span role="cell" className="flex gap-2">
                  <LogLinks logs={item.logs} />
                </span>
              </div>
            );
          })}
        </div>
      </div>
    </section>
  );
}

function note({ retryAttempt, cacheStatus }: MapItem): string {
  const parts: string[] = [];
  if (retryAttempt > 0) parts.push(`try ${retryAttempt + 1}`);
  if (cacheStatus === "hit") parts.push("cached");
  return parts.join(", ");
}
