"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { flyteAddress, type ValueHome } from "@/lib/core/values/flyte-address";
import { ValueRowLine } from "./value-row";
import type { ValueRow } from "./value-rows";

/** From here on only the lines on screen are in the document. */
const VIRTUAL_FROM = 120;

type Props = { label: string; rows: readonly ValueRow[]; home: ValueHome | null; onToggle: (path: string) => void };

/** The lines of a tree of values. */
export function ValueLines({ label, rows, home, onToggle }: Props) {
  if (rows.length >= VIRTUAL_FROM) return <LongLines label={label} rows={rows} home={home} onToggle={onToggle} />;
  return (
    <section aria-label={label} className="py-1">
      {rows.map((row) => (
        <ValueRowLine key={row.path} row={row} address={addressOf(row, home)} onToggle={onToggle} />
      ))}
    </section>
  );
}

/** Flyte addresses whole values: what lies inside one has no address of its own. */
const addressOf = (row: ValueRow, home: ValueHome | null): string | null =>
  home === null || row.depth > 0 ? null : flyteAddress(home, row.name);

function LongLines({ label, rows, home, onToggle }: Props) {
  const scroller = useRef<HTMLElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- its functions are called while drawing, never memoised
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 28,
    getItemKey: (index) => rows[index]?.path ?? index,
    overscan: 20,
  });
  return (
    <section
      ref={scroller}
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keys
      tabIndex={0}
      className="max-h-[60dvh] overflow-auto py-1 focus-visible:-outline-offset-2"
    >
      <div className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (row === undefined) return null;
          return (
            <div
              key={item.key}
              ref={virtual.measureElement}
              data-index={item.index}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <ValueRowLine row={row} address={addressOf(row, home)} onToggle={onToggle} />
            </div>
          );
        })}
      </div>
    </section>
  );
}
