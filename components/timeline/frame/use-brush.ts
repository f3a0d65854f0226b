"use client";

import { type KeyboardEvent, type PointerEvent, useState } from "react";
import type { Window } from "@/lib/core/time/wall-clock-path";
import { type TimeScale, toMoment, toPx } from "../time-scale";

/** A drag shorter than this is a click. */
const MIN_DRAG_PX = 4;
const EDGE_PX = 12;

type Drag = { anchorMs: number; ms: number; movedPx: number; fromPx: number };
export type Edge = "from" | "to";

/**
 * A range of time that is drawn with the pointer, or moved at its edges with pointer and keys. While it is drawn it is
 * the brush's own; letting go tells it. A click takes it away.
 */
export function useBrush(scale: TimeScale, range: Window | null, onRange: (range: Window | null) => void) {
  const [drag, setDrag] = useState<Drag | null>(null);
  const drawn = drag === null || drag.movedPx < MIN_DRAG_PX ? range : ordered(drag.anchorMs, drag.ms);
  const whole = scale.window;

  const pxOf = (event: PointerEvent): number => event.clientX - event.currentTarget.getBoundingClientRect().left;

  const onPointerDown = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    const px = pxOf(event);
    const ms = toMoment(scale, px);
    setDrag({ anchorMs: anchorOf(scale, range, px) ?? ms, ms, movedPx: 0, fromPx: px });
  };

  const onPointerMove = (event: PointerEvent): void => {
    if (drag === null) return;
    const px = pxOf(event);
    setDrag({ ...drag, ms: toMoment(scale, px), movedPx: Math.max(drag.movedPx, Math.abs(px - drag.fromPx)) });
  };

  const onPointerUp = (): void => {
    if (drag === null) return;
    setDrag(null);
    const next = ordered(drag.anchorMs, drag.ms);
    onRange(drag.movedPx < MIN_DRAG_PX || next.toMs === next.fromMs ? null : next);
  };

  const onKey = (edge: Edge) => (event: KeyboardEvent) => {
    const next = moved(range ?? whole, whole, edge, event);
    if (next === null) return;
    event.preventDefault();
    event.stopPropagation();
    onRange(next.fromMs <= whole.fromMs && next.toMs >= whole.toMs ? null : next);
  };

  return {
    drawn,
    onKey,
    area: { onPointerDown, onPointerMove, onPointerUp, onPointerCancel: () => setDrag(null) },
  };
}

const ordered = (a: number, b: number): Window => ({ fromMs: Math.min(a, b), toMs: Math.max(a, b) });

/** Taking hold of an edge keeps the other one where it is. */
function anchorOf(scale: TimeScale, range: Window | null, px: number): number | null {
  if (range === null) return null;
  if (Math.abs(toPx(scale, range.fromMs) - px) <= EDGE_PX) return range.toMs;
  return Math.abs(toPx(scale, range.toMs) - px) <= EDGE_PX ? range.fromMs : null;
}

/** Arrows move an edge by a hundredth, with Shift by a tenth; Home and End to the end of the run. */
function moved(range: Window, whole: Window, edge: Edge, { key, shiftKey }: KeyboardEvent): Window | null {
  const stepMs = Math.max(1, Math.round((whole.toMs - whole.fromMs) / (shiftKey ? 10 : 100)));
  const at = edge === "from" ? range.fromMs : range.toMs;
  const targets: Record<string, number> = {
    ArrowLeft: at - stepMs,
    ArrowDown: at - stepMs,
    ArrowRight: at + stepMs,
    ArrowUp: at + stepMs,
    Home: whole.fromMs,
    End: whole.toMs,
  };
  const target = Object.hasOwn(targets, key) ? targets[key] : undefined;
  if (target === undefined) return null;
  return edge === "from"
    ? { ...range, fromMs: Math.min(Math.max(target, whole.fromMs), range.toMs - 1) }
    : { ...range, toMs: Math.max(Math.min(target, whole.toMs), range.fromMs + 1) };
}
