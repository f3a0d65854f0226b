import type { Window } from "@/lib/core/time/wall-clock-path";

/** A stretch of the axis. In a gap nothing ran: it is drawn `GAP_PX` wide, however long it was. */
type ScalePiece = Window & { fromPx: number; toPx: number; isGap: boolean };

/** Where moments lie on a drawing that is `widthPx` wide: pieces of one density, with gaps between them. */
export type TimeScale = { window: Window; widthPx: number; pxPerMs: number; pieces: readonly ScalePiece[] };

export const GAP_PX = 28;

/** Gaps take at most half of the width; the longest come first. */
const MAX_GAP_SHARE = 0.5;

/** `gaps` are in order and apart from one another; those outside of the window do not count. */
export function timeScale(window: Window, widthPx: number, gaps: readonly Window[]): TimeScale {
  const folded = foldable(window, widthPx, gaps);
  const foldedMs = folded.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
  const openMs = Math.max(1, window.toMs - window.fromMs - foldedMs);
  const pxPerMs = Math.max(0, widthPx - folded.length * GAP_PX) / openMs;
  const pieces: ScalePiece[] = [];
  let [cursorMs, cursorPx] = [window.fromMs, 0];
  const add = (toMs: number, isGap: boolean): void => {
    const toPx = cursorPx + (isGap ? GAP_PX : (toMs - cursorMs) * pxPerMs);
    if (toMs > cursorMs) pieces.push({ fromMs: cursorMs, toMs, fromPx: cursorPx, toPx, isGap });
    [cursorMs, cursorPx] = [toMs, toPx];
  };
  for (const gap of folded) {
    add(gap.fromMs, false);
    add(gap.toMs, true);
  }
  add(window.toMs, false);
  return { window, widthPx, pxPerMs, pieces };
}

function foldable(window: Window, widthPx: number, gaps: readonly Window[]): Window[] {
  const inside = gaps.flatMap(({ fromMs, toMs }) => {
    const gap = { fromMs: Math.max(fromMs, window.fromMs), toMs: Math.min(toMs, window.toMs) };
    return gap.toMs > gap.fromMs ? [gap] : [];
  });
  const room = Math.floor((widthPx * MAX_GAP_SHARE) / GAP_PX);
  const longest = [...inside].sort((a, b) => b.toMs - b.fromMs - (a.toMs - a.fromMs)).slice(0, room);
  return longest.sort((a, b) => a.fromMs - b.fromMs);
}

/** The place of a moment in px; what lies outside of the window is at its edge. */
export function toPx({ window, pieces }: TimeScale, ms: number): number {
  const clamped = Math.min(Math.max(ms, window.fromMs), window.toMs);
  const piece = pieces.find(({ toMs }) => clamped <= toMs);
  if (piece === undefined) return 0;
  const share = (clamped - piece.fromMs) / (piece.toMs - piece.fromMs);
  return piece.fromPx + share * (piece.toPx - piece.fromPx);
}

/** The moment at a place, in whole ms; outside of the drawing that of its edge. */
export function toMoment({ window, pieces }: TimeScale, px: number): number {
  if (px <= 0) return window.fromMs;
  const piece = pieces.find((each) => px <= each.toPx);
  if (piece === undefined) return window.toMs;
  const share = (px - piece.fromPx) / (piece.toPx - piece.fromPx);
  return Math.round(piece.fromMs + share * (piece.toMs - piece.fromMs));
}
