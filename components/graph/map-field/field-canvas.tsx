"use client";

import { type PointerEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { brushedCells, type Cells, type Corner, hitCell } from "./cells";
import type { Colouring } from "./colouring";
import { drawField } from "./draw-field";

/** The cells themselves: hover tells of one, drag marks many, press marks one. Only for eyes and pointers. */
export function FieldCanvas({
  cells,
  colouring,
  lit,
  titleOf,
  onBrush,
}: {
  cells: Cells;
  colouring: Colouring;
  /** Places of the cells that are marked; null for all. */
  lit: ReadonlySet<number> | null;
  titleOf: (at: number) => string;
  onBrush: (marked: readonly number[] | null) => void;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [brush, setBrush] = useState<{ from: Corner; to: Corner } | null>(null);
  const theme = useTheme();
  const [width, height] = [cells.columns * cells.cell, cells.rows * cells.cell];
  // A canvas is painted by hand; before the browser paints, so that no empty field is seen.
  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context) return;
    const ratio = window.devicePixelRatio || 1;
    element.width = Math.round(width * ratio);
    element.height = Math.round(height * ratio);
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    const style = getComputedStyle(element);
    drawField(context, cells, colouring, {
      lit,
      colour: (name) => style.getPropertyValue(`--${name}`).trim() || "#888",
    });
    performance.mark("contrail:map-painted", { detail: { items: cells.count } });
    // The theme is in the style sheet: its number only says that it is another.
  }, [cells, colouring, lit, width, height, theme]);
  const at = (event: PointerEvent<HTMLElement>): Corner => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const to = at(event);
    if (brush !== null) setBrush({ ...brush, to });
    const cell = hitCell(cells, to.x, to.y);
    event.currentTarget.title = cell === null ? "" : titleOf(cell);
  };
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    if (brush === null) return;
    const to = at(event);
    const marked = brushedCells(cells, brush.from, to);
    const isPress = Math.hypot(to.x - brush.from.x, to.y - brush.from.y) < 3;
    setBrush(null);
    // A press beside the cells, or on the only one that is marked, takes the marks away.
    if (isPress && (hitCell(cells, to.x, to.y) === null || isOnly(lit, marked[0]))) onBrush(null);
    else onBrush(marked);
  };
  return (
    <div
      aria-hidden="true"
      className="relative cursor-crosshair touch-pan-y select-none"
      style={{ width, height }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setBrush({ from: at(event), to: at(event) });
      }}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => setBrush(null)}
    >
      <canvas ref={canvas} className="absolute inset-0 size-full" />
      {brush !== null && <BrushBox {...brush} />}
    </div>
  );
}

const isOnly = (lit: ReadonlySet<number> | null, at: number | undefined): boolean =>
  lit !== null && lit.size === 1 && at !== undefined && lit.has(at);

function BrushBox({ from, to }: { from: Corner; to: Corner }) {
  return (
    <div
      className="pointer-events-none absolute border border-accent bg-accent-soft/40"
      style={{
        left: Math.min(from.x, to.x),
        top: Math.min(from.y, to.y),
        width: Math.abs(from.x - to.x),
        height: Math.abs(from.y - to.y),
      }}
    />
  );
}

/** A number that changes with the theme. */
function useTheme(): number {
  const [count, setCount] = useState(0);
  // The theme is an attribute of the document, outside React.
  useEffect(() => {
    const observer = new MutationObserver(() => setCount((before) => before + 1));
    observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme", "class"] });
    return () => observer.disconnect();
  }, []);
  return count;
}
