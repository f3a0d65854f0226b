"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useMemo, useRef, useState } from "react";
import type { NamedValue, ValueType, Variable } from "@/lib/core/value";
import { ValueRowLine } from "./value-row";
import { valueRows } from "./value-rows";

/** From here on only the lines on screen are in the document. */
const VIRTUAL_FROM = 120;

/** Named typed values as a tree. `variables` are the declared names, for their types. */
export function ValueTree({
  label,
  values,
  variables = [],
}: {
  label: string;
  values: readonly NamedValue[];
  variables?: readonly Variable[];
}) {
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const types = useMemo(() => new Map<string, ValueType>(variables.map(({ name, type }) => [name, type])), [variables]);
  const rows = useMemo(() => valueRows(values, types, toggled), [values, types, toggled]);
  const toggle = (path: string): void => {
    const next = new Set(toggled);
    if (!next.delete(path)) next.add(path);
    setToggled(next);
  };
  if (rows.length < VIRTUAL_FROM) {
    return (
      <section aria-label={label} className="py-1">
        {rows.map((row) => (
          <ValueRowLine key={row.path} row={row} onToggle={toggle} />
        ))}
      </section>
    );
  }
  return <LongTree label={label} rows={rows} onToggle={toggle} />;
}

function LongTree({
  label,
  rows,
  onToggle,
}: {
  label: string;
  rows: ReturnType<typeof valueRows>;
  onToggle: (path: string) => void;
}) {
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
    <section ref={scroller} aria-label={label} className="max-h-[60dvh] overflow-auto py-1">
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
              <ValueRowLine row={row} onToggle={onToggle} />
            </div>
          );
        })}
      </div>
    </section>
  );
}
