/* oxlint-disable jsx-a11y/prefer-tag-over-role -- rows that are drawn only where they show cannot be a <table>: its rows would lose their places */
"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type MouseEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import type { TreeNode } from "@/lib/core/graph/tree";
import { NODE_COLUMNS, NodeLineRow } from "./node-line-row";
import { nodeLines } from "./node-lines";
import { nextStep } from "./tree-keys";

const ROW_PX = 32;

/** The tree of a run as a table. Takes values and callbacks; the same selection and openings as the graph. */
export function NodesView({
  tree,
  expanded,
  selectedPath,
  nowMs,
  shown = null,
  onSelect,
  onToggle,
}: {
  tree: readonly TreeNode[];
  expanded: ReadonlySet<string>;
  selectedPath: string | null;
  nowMs: number;
  /** Paths of the only nodes that have a row, with the groups around them; null for all. */
  shown?: ReadonlySet<string> | null;
  onSelect: (path: string) => void;
  onToggle: (path: string) => void;
}) {
  const lines = useMemo(() => nodeLines(tree, expanded, shown), [tree, expanded, shown]);
  const scroller = useRef<HTMLDivElement>(null);
  const id = useId();
  const [activePath, setActivePath] = useState<string | null>(selectedPath);
  const active = lines.findIndex(({ node }) => node.path === activePath);
  // oxlint-disable-next-line react/incompatible-library -- its functions are called while drawing, never memoised
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => lines[index]?.node.path ?? index,
    overscan: 16,
  });
  const items = virtual.getVirtualItems();
  usePaintMark(lines.length);

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
    <div className="flex min-h-0 flex-1 flex-col bg-s1">
      <div
        ref={scroller}
        role="treegrid"
        aria-label="Nodes"
        aria-rowcount={lines.length + 1}
        aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onClick={onClick}
        className="group min-h-0 flex-1 overflow-auto focus-visible:-outline-offset-2"
      >
        <div
          role="row"
          aria-rowindex={1}
          className={`${NODE_COLUMNS} sticky top-0 z-1 h-7 items-center border-b border-line bg-s1 text-11 font-medium text-text-3`}
        >
          <span role="columnheader" className="px-2 pl-9">
            Name
          </span>
          <span role="columnheader" className="px-2">
            Phase
          </span>
          <span role="columnheader" className="hidden px-2 md:block">
            Kind
          </span>
          <span role="columnheader" className="hidden px-2 md:block">
            Started
          </span>
          <span role="columnheader" className="px-2 text-right">
            Duration
          </span>
          <span role="columnheader" className="hidden px-2 md:block">
            Remark
          </span>
        </div>
        <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const line = lines[item.index];
            if (line === undefined) return null;
            return (
              <div
                key={item.key}
                role="presentation"
                ref={virtual.measureElement}
                data-index={item.index}
                className="absolute inset-x-0 top-0"
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <NodeLineRow
                  line={line}
                  id={`${id}-${item.index}`}
                  index={item.index}
                  isSelected={line.node.path === selectedPath}
                  isActive={item.index === active}
                  nowMs={nowMs}
                />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** Tells measurements from outside that rows are on screen. */
function usePaintMark(rows: number): void {
  useEffect(() => {
    if (rows === 0) return;
    const frame = requestAnimationFrame(() => performance.mark("contrail:rows-painted", { detail: { rows } }));
    return () => cancelAnimationFrame(frame);
  }, [rows]);
}
