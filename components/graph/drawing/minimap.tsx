"use client";

import { useReactFlow, useStore, useStoreApi } from "@xyflow/react";
import clsx from "clsx";
import { type PointerEvent, useEffect, useRef } from "react";
import { phaseTone } from "@/components/shell/phase-tone";
import type { FactsStore } from "../facts-store";
import { windowOf } from "./camera";
import type { SceneIndex } from "./grid-index";
import { readPalette, watchTheme } from "./palette";

const WIDTH = 116;
const HEIGHT = 88;
const INSET = 4;
/** The picture of 10,000 nodes takes a few ms: four times a second is as live as a thumbnail needs to be. */
const REDRAW_MS = 250;

/**
 * The whole graph in the corner with the part that is on screen; press or drag to go there. It hides while the whole is on
 * screen anyway. Only for eyes and pointers.
 */
export function Minimap({ index, store }: { index: SceneIndex; store: FactsStore }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const flow = useStoreApi();
  const { setCenter } = useReactFlow();
  const { geometry } = index;
  const scale = Math.min((WIDTH - 2 * INSET) / geometry.width, (HEIGHT - 2 * INSET) / geometry.height);
  const left = (WIDTH - geometry.width * scale) / 2;
  const top = (HEIGHT - geometry.height * scale) / 2;
  // Drawing follows facts and theme, both outside React's rendering.
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const draw = () => {
      timer = null;
      drawThumbnail(element, index, store, { scale, left, top });
    };
    const schedule = () => {
      timer ??= setTimeout(draw, REDRAW_MS);
    };
    draw();
    const stops = [store.subscribeAll(schedule), watchTheme(schedule)];
    return () => {
      if (timer !== null) clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [index, store, scale, left, top]);
  const seen = useStore(({ transform: [x, y, zoom], width, height }) => {
    const rect = windowOf({ x, y, zoom }, { width, height });
    const [x0, y0] = [Math.max(0, left + rect.x * scale), Math.max(0, top + rect.y * scale)];
    const x1 = Math.min(WIDTH, left + (rect.x + rect.width) * scale);
    const y1 = Math.min(HEIGHT, top + (rect.y + rect.height) * scale);
    return `${x0.toFixed(1)},${y0.toFixed(1)},${Math.max(4, x1 - x0).toFixed(1)},${Math.max(4, y1 - y0).toFixed(1)}`;
  });
  const isWhole = useStore(({ transform: [x, y, zoom], width, height }) => {
    const rect = windowOf({ x, y, zoom }, { width, height });
    return (
      rect.x <= 0 && rect.y <= 0 && rect.x + rect.width >= geometry.width && rect.y + rect.height >= geometry.height
    );
  });
  const [x, y, width, height] = seen.split(",").map(Number);
  const go = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons !== 1) return;
    const bounds = event.currentTarget.getBoundingClientRect();
    const zoom = flow.getState().transform[2];
    void setCenter((event.clientX - bounds.left - left) / scale, (event.clientY - bounds.top - top) / scale, { zoom });
  };
  return (
    <div
      aria-hidden="true"
      className={clsx(
        "absolute bottom-3 left-3 hidden cursor-pointer overflow-hidden rounded-card border border-line-2 bg-over shadow-1",
        !isWhole && "sm:block",
      )}
      style={{ width: WIDTH, height: HEIGHT }}
      onPointerDown={go}
      onPointerMove={go}
    >
      <canvas ref={canvas} className="absolute inset-0 size-full" />
      <div
        className="pointer-events-none absolute rounded-sm border-[1.25px] border-accent"
        style={{ left: x, top: y, width, height }}
      />
    </div>
  );
}

function drawThumbnail(
  element: HTMLCanvasElement,
  { geometry }: SceneIndex,
  store: FactsStore,
  { scale, left, top }: { scale: number; left: number; top: number },
): void {
  const context = element.getContext("2d");
  if (context === null) return;
  const palette = readPalette(element);
  const ratio = window.devicePixelRatio || 1;
  element.width = WIDTH * ratio;
  element.height = HEIGHT * ratio;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  for (const { id, x, y, width, height, isGroup } of geometry.boxes) {
    const phase = store.get(id)?.phase ?? "queued";
    const isFaint = phase === "not_run" || phase === "skipped" || phase === "queued";
    context.globalAlpha = isFaint ? 0.4 : 0.85;
    context.fillStyle = isGroup ? palette["line-2"] : palette.phase[phaseTone(phase)];
    if (isGroup) context.globalAlpha = 0.35;
    context.fillRect(left + x * scale, top + y * scale, Math.max(1, width * scale), Math.max(1, height * scale));
  }
}
