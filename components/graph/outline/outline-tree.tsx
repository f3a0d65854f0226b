"use client";

import { type FocusEvent, type KeyboardEvent, memo, useEffect, useRef, useState } from "react";
import type { Direction } from "../geometry";
import { useGraphStore } from "../graph-context";
import { type Move, moveFrom, type Walk } from "./navigate";
import type { OutlineItem } from "./outline";
import { OutlineItemView } from "./outline-item";

/** Items that are rendered at once: 10,000 in one go would hold up the page for longer than a tenth of a second. */
const FIRST_ITEMS = 150;
const MORE_ITEMS = 800;

const MOVES: Record<Direction, Record<string, Move>> = {
  down: { ArrowDown: "forward", ArrowUp: "back", ArrowLeft: "before", ArrowRight: "after" },
  right: { ArrowRight: "forward", ArrowLeft: "back", ArrowUp: "before", ArrowDown: "after" },
};

/**
 * The graph as an ARIA tree, for those who hear it and for all who use the keyboard. It is not seen: the card of the
 * focused item wears the ring, and `onFocus` lets the camera follow. One stop of the Tab key; arrows walk the edges, Enter
 * opens a node, Space opens a group, Home and End go to the first and the last node.
 */
export const OutlineTree = memo(function OutlineTree({
  items,
  walk,
  direction,
  selectedPath,
  onSelect,
  onToggle,
  onFocus,
  inflowOf,
}: {
  items: readonly OutlineItem[];
  walk: Walk | null;
  direction: Direction;
  selectedPath: string | null;
  onSelect: (path: string) => void;
  onToggle: (path: string) => void;
  onFocus: (path: string) => void;
  /** What flows into a node, in words: what others see at its edges. */
  inflowOf: (path: string) => string;
}) {
  const store = useGraphStore();
  const list = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const [limit, setLimit] = useState(FIRST_ITEMS);
  // Grows item by item in idle time: the browser's own schedule, which React does not know.
  useEffect(() => {
    if (limit >= items.length) return;
    const timer = setTimeout(() => setLimit((count) => count + MORE_ITEMS), 32);
    return () => clearTimeout(timer);
  }, [limit, items.length]);

  const shown = items.slice(0, limit);
  const isThere = (path: string | null) => path !== null && shown.some((item) => item.path === path);
  const tabStop = [focused, selectedPath].find(isThere) ?? shown[0]?.path ?? null;

  const focus = (path: string | null | undefined) => {
    if (path === null || path === undefined) return;
    const item = list.current?.querySelector<HTMLElement>(`[data-node-id="${CSS.escape(path)}"]`);
    item?.focus({ preventScroll: true });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const path = pathOf(event.target);
    if (path === null || event.altKey || event.ctrlKey || event.metaKey) return;
    const target = targetOfKey(event.key, path, { items: shown, walk, direction });
    if (target !== undefined) focus(target);
    else if (event.key === "Enter") onSelect(path);
    else if (event.key === " " && items.some((item) => item.path === path && item.isExpanded !== null)) onToggle(path);
    else return;
    event.preventDefault();
  };
  const onFocusIn = (event: FocusEvent<HTMLDivElement>) => {
    const path = pathOf(event.target);
    if (path === null) return;
    setFocused(path);
    const isByKeyboard = event.target.matches(":focus-visible");
    store.mark({ focused: isByKeyboard ? path : null });
    if (isByKeyboard) onFocus(path);
  };
  return (
    <div
      ref={list}
      role="tree"
      tabIndex={-1}
      aria-label="Nodes of the graph"
      className="sr-only"
      onKeyDown={onKeyDown}
      onFocus={onFocusIn}
      onBlur={() => store.mark({ focused: null })}
    >
      {shown.map((item) => (
        <OutlineItemView
          key={item.path}
          item={item}
          isTabStop={item.path === tabStop}
          isSelected={item.path === selectedPath}
          // Only where somebody is: for all 10,000 it would cost more than the rest of them.
          inflow={item.path === focused ? inflowOf(item.path) : ""}
        />
      ))}
    </div>
  );
});

const pathOf = (target: EventTarget): string | null =>
  target instanceof HTMLElement ? (target.dataset.nodeId ?? null) : null;

/** Where a key leads: a path, null at an end, undefined for a key that does not move. */
function targetOfKey(
  key: string,
  path: string,
  { items, walk, direction }: { items: readonly OutlineItem[]; walk: Walk | null; direction: Direction },
): string | null | undefined {
  if (key === "Home") return items[0]?.path;
  if (key === "End") return items.at(-1)?.path;
  const move = MOVES[direction][key];
  if (move === undefined) return undefined;
  if (walk !== null) return moveFrom(walk, path, move);
  const at = items.findIndex((item) => item.path === path);
  return items[at + (move === "forward" || move === "after" ? 1 : -1)]?.path ?? null;
}
