/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that are drawn only where they show cannot be a <table>: its rows would lose their places */
"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import {
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useEffect,
  useEffectEvent,
  useId,
  useRef,
  useState,
} from "react";
import type { NodeLine } from "@/components/nodes/node-lines";
import { nextStep } from "@/components/nodes/tree-keys";
import { AXIS_PX, type Columns } from "./columns";

/** Stretch of rows that are drawn: places in the list, px from its top, and whether it holds the last. */
export type Drawn = { first: number; last: number; topPx: number; heightPx: number; isEnd: boolean };

/**
 * The rows on view of a long list, with keys and clicks of a tree. `head` stays on top; `behind` is drawn below
 * the rows, whose words cover it.
 */
export function TimelineRows({
  lines,
  columns,
  selectedPath,
  onSelect,
  onToggle,
  head,
  behind,
  row,
}: {
  lines: readonly NodeLine[];
  columns: Columns;
  selectedPath: string | null;
  onSelect: (path: string) => void;
  onToggle: (path: string) => void;
  head: ReactNode;
  behind: (drawn: Drawn) => ReactNode;
  row: (line: NodeLine, place: { id: string; index: number; isActive: boolean }) => ReactNode;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const [activePath, setActivePath] = useState<string | null>(selectedPath);
  const [followed, setFollowed] = useState(selectedPath);
  // A node that was selected elsewhere (next failure, the graph, a link) is where the keys go on from.
  if (selectedPath !== followed) {
    setFollowed(selectedPath);
    if (selectedPath !== null) setActivePath(selectedPath);
  }
  const active = lines.findIndex(({ node }) => node.path === activePath);
  // oxlint-disable-next-line react/incompatible-library -- its functions are called while drawing, never memoised
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => columns.rowPx,
    getItemKey: (index) => lines[index]?.node.path ?? index,
    overscan: 12,
    // The head takes a row's room from the box, and two rows more show what comes next.
    scrollPaddingStart: columns.rowPx,
    scrollPaddingEnd: AXIS_PX + 2 * columns.rowPx,
  });
  const selected = selectedPath === null ? -1 : lines.findIndex(({ node }) => node.path === selectedPath);
  const isShown = selected >= 0;
  const showSelected = useEffectEvent(() => virtual.scrollToIndex(selected));
  // Scrolls the browser's box: a selected node is on view, also when its group opens later.
  useEffect(() => {
    if (selectedPath !== null && isShown) showSelected();
  }, [selectedPath, isShown]);
  useEffect(() => virtual.measure(), [virtual, columns.rowPx]);
  usePaintMark(lines.length);
  const items = virtual.getVirtualItems();
  const drawn = drawnOf(items, lines.length, columns.rowPx);

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = nextStep(event.key, lines, active);
    if (step === null || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (step.toggle) onToggle(step.path);
    if (step.open) onSelect(step.path);
    setActivePath(step.path);
    virtual.scrollToIndex(lines.findIndex(({ node }) => node.path === step.path));
  };

  // One listener for all rows: they stay as they are when a callback changes.
  const onClick = ({ target }: MouseEvent): void => {
    if (!(target instanceof Element)) return;
    const toggled = target.closest("[data-toggles]")?.getAttribute("data-toggles");
    if (toggled != null) return onToggle(toggled);
    const path = target.closest("[data-node-id]")?.getAttribute("data-node-id");
    if (path == null) return;
    setActivePath(path);
    onSelect(path);
  };

  return (
    <div
      ref={scroller}
      role="treegrid"
      aria-label="Timeline"
      aria-rowcount={lines.length + 1}
      aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onClick={onClick}
      className="group min-h-0 flex-1 overflow-x-hidden overflow-y-auto focus-visible:-outline-offset-2"
    >
      {head}
      <div
        role="presentation"
        className="relative"
        style={{ height: virtual.getTotalSize(), minHeight: `calc(100% - ${AXIS_PX}px)` }}
      >
        {behind(drawn)}
        {items.map((item) => {
          const line = lines[item.index];
          if (line === undefined) return null;
          return (
            <div
              key={item.key}
              role="presentation"
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {row(line, { id: `${id}-${item.index}`, index: item.index, isActive: item.index === active })}
            </div>
          );
        })}
      </div>
    </div>
  );
}

function drawnOf(items: readonly { index: number }[], count: number, rowPx: number): Drawn {
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? first;
  return { first, last, topPx: first * rowPx, heightPx: (last - first + 1) * rowPx, isEnd: last >= count - 1 };
}

/** Tells measurements from outside that rows are on screen. */
function usePaintMark(rows: number): void {
  useEffect(() => {
    if (rows === 0) return;
    const frame = requestAnimationFrame(() => performance.mark("contrail:rows-painted", { detail: { rows } }));
    return () => cancelAnimationFrame(frame);
  }, [rows]);
}
