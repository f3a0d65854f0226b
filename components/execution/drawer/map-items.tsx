/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that are drawn only where they show cannot be a <table>: its rows would lose their places */
"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef, useState } from "react";
import { MapField } from "@/components/graph/map-field";
import { formatCount } from "@/lib/core/format/count";
import type { MapItem } from "@/lib/core/node";
import { itemLines, itemStates } from "./item-lines";
import { ItemRow } from "./item-row";

const ROW_PX = 26;
const FIELD_PX = 160;

/**
 * The items of a map task as a field, and those that are marked in it as a table: one row an index with the try that
 * decided it, its other tries a press away.
 */
export function MapItems({ path, items }: { path: string; items: readonly MapItem[] }) {
  const states = useMemo(() => itemStates(items), [items]);
  const [marked, setMarked] = useState<ReadonlySet<number> | null>(null);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const lines = useMemo(() => itemLines(states, marked, open), [states, marked, open]);
  const scroller = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- its functions are called while drawing, never memoised
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  const toggle = (index: number): void => {
    const next = new Set(open);
    if (!next.delete(index)) next.add(index);
    setOpen(next);
  };
  return (
    <section aria-label="Items" className="flex flex-col gap-1">
      <h3 className="text-11 font-medium text-text-3">{`${formatCount(states.length)} items`}</h3>
      <MapField items={items} onBrush={setMarked} maxHeight={FIELD_PX} />
      <div
        ref={scroller}
        role="table"
        aria-label="Items of the map task"
        aria-rowcount={lines.length}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled with the keyboard too
        tabIndex={0}
        className="max-h-80 overflow-auto rounded-md border border-line"
      >
        <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const line = lines[index];
            return line === undefined ? null : (
              <ItemRow
                key={`${line.kind} ${line.item.index} ${line.item.retryAttempt}`}
                path={path}
                line={line}
                rowIndex={index + 1}
                isOpen={open.has(line.item.index)}
                style={{ height: ROW_PX, transform: `translateY(${start}px)` }}
                onToggle={toggle}
              />
            );
          })}
        </div>
      </div>
    </section>
  );
}
