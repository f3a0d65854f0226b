"use client";

import { useStoreApi } from "@xyflow/react";
import { useEffect, useRef } from "react";
import type { FactsStore } from "../facts-store";
import { type View, windowOf } from "./camera";
import { drawGroups, drawMarks } from "./draw-boxes";
import { drawEdges } from "./draw-edges";
import { meets, type SceneIndex } from "./grid-index";
import { type Palette, readPalette, watchTheme } from "./palette";
import { showsCards } from "./use-cards";

/**
 * The canvas below the cards: groups, edges, and from far away the nodes themselves. It follows the camera and the facts
 * once a frame and never re-renders. `onPainted` is told after the first frame of each geometry is on screen.
 */
export function SceneCanvas({
  index,
  store,
  onPainted,
}: {
  index: SceneIndex;
  store: FactsStore;
  onPainted: (index: SceneIndex) => void;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const flow = useStoreApi();
  // Drawing follows React Flow's camera, the facts and the theme: all outside React's rendering.
  useEffect(() => {
    const element = canvas.current;
    if (element === null) return;
    let palette = readPalette(element);
    let frame = 0;
    let isPainted = false;
    const draw = () => {
      frame = 0;
      const { transform, width, height } = flow.getState();
      const [x, y, zoom] = transform;
      paint(element, { index, store, palette, view: { x, y, zoom }, width, height });
      if (isPainted) return;
      isPainted = true;
      // The frame after the one that drew: by then the first is on screen.
      requestAnimationFrame(() => onPainted(index));
    };
    const schedule = () => {
      if (frame === 0) frame = requestAnimationFrame(draw);
    };
    let seen = flow.getState();
    const stops = [
      flow.subscribe((state) => {
        if (state.transform === seen.transform && state.width === seen.width && state.height === seen.height) return;
        seen = state;
        schedule();
      }),
      store.subscribeAll(schedule),
      watchTheme(() => {
        palette = readPalette(element);
        schedule();
      }),
    ];
    schedule();
    return () => {
      cancelAnimationFrame(frame);
      for (const stop of stops) stop();
    };
  }, [index, store, flow, onPainted]);
  return <canvas ref={canvas} aria-hidden="true" className="pointer-events-none absolute inset-0 size-full" />;
}

type Scene = {
  index: SceneIndex;
  store: FactsStore;
  palette: Palette;
  view: View;
  width: number;
  height: number;
};

function paint(element: HTMLCanvasElement, { index, store, palette, view, width, height }: Scene): void {
  const context = element.getContext("2d");
  if (context === null || width === 0 || height === 0) return;
  const scale = window.devicePixelRatio || 1;
  const [pixelWidth, pixelHeight] = [Math.round(width * scale), Math.round(height * scale)];
  if (element.width !== pixelWidth || element.height !== pixelHeight) {
    element.width = pixelWidth;
    element.height = pixelHeight;
  }
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, pixelWidth, pixelHeight);
  context.setTransform(view.zoom * scale, 0, 0, view.zoom * scale, view.x * scale, view.y * scale);
  const seen = windowOf(view, { width, height });
  const look = { store, palette, zoom: view.zoom };
  drawGroups(
    context,
    index.groups.filter((group) => meets(group, seen)),
    look,
  );
  drawEdges(context, { ...look, index, window: seen });
  if (!showsCards(index, seen, view.zoom)) drawMarks(context, index.query(seen), look);
}
