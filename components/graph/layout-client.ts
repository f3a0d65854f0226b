import { directionFor, fitView, type Size } from "./drawing/camera";
import type { Direction, Geometry, Structure } from "./geometry";
import { layoutGrid } from "./layout/grid";
import { layoutStructure } from "./layout/layout-structure";
import type { LayoutRequest } from "./layout.worker";

/** 10,000 dense nodes take 2 s, 4 s on a busy machine; what takes longer than this is no graph for a person. */
const DEADLINE_MS = 10_000;

export type LayoutResult = {
  geometry: Geometry;
  /** Why this is the plain grid and not the layered layout; null when all is well. */
  notice: string | null;
};

/** Above this zoom the first direction is good enough not to try the other. */
const GOOD_ZOOM = 0.55;
/** The other direction is only tried where a second layout cannot be felt. */
const MAX_TO_TRY = 300;

/**
 * The layout in the direction that the canvas suggests, or in the other where that shows the whole graph clearly larger:
 * down when the canvas is narrower than 1.8 times its height, else right.
 */
export async function chooseLayout(structure: Structure, screen: Size, signal: AbortSignal): Promise<LayoutResult> {
  const suggested = directionFor(screen);
  const first = await requestLayout(structure, suggested, signal);
  const zoom = fitView(first.geometry, screen).zoom;
  if (zoom >= GOOD_ZOOM || first.notice !== null || first.geometry.boxes.length > MAX_TO_TRY) return first;
  const second = await requestLayout(structure, suggested === "down" ? "right" : "down", signal);
  return fitView(second.geometry, screen).zoom > zoom * 1.2 ? second : first;
}

let idle: Worker | null = null;

/**
 * Lays out in a worker. `signal` stops the work at once; after the deadline the worker is stopped and the nodes stand in a
 * plain grid, with a notice. Where there are no workers it lays out right here.
 */
export async function requestLayout(
  structure: Structure,
  direction: Direction,
  signal: AbortSignal,
): Promise<LayoutResult> {
  if (typeof Worker === "undefined") return { geometry: layoutStructure(structure, direction), notice: null };
  const worker = idle ?? startWorker();
  idle = null;
  try {
    const geometry = await ask(worker, { structure, direction }, signal);
    keep(worker);
    return { geometry, notice: null };
  } catch (error) {
    worker.terminate();
    if (signal.aborted) throw error;
    const reason =
      error instanceof LayoutTooSlow ? `Layout took longer than ${DEADLINE_MS / 1_000} s` : "Layout failed";
    return { geometry: layoutGrid(structure, direction), notice: `${reason}: nodes stand in a plain grid.` };
  }
}

/** One thread waits for the next request; a second that was busy at the same time is not kept. */
function keep(worker: Worker): void {
  if (idle === null) idle = worker;
  else worker.terminate();
}

class LayoutTooSlow extends Error {}

/** Starts the thread before the graph is known, so that its start does not add to the first paint. */
export function warmLayout(): void {
  if (typeof Worker !== "undefined") idle ??= startWorker();
}

const startWorker = (): Worker => new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });

function ask(worker: Worker, request: LayoutRequest, signal: AbortSignal): Promise<Geometry> {
  return new Promise((resolve, reject) => {
    const done = (settle: () => void) => {
      clearTimeout(deadline);
      signal.removeEventListener("abort", onAbort);
      worker.onmessage = null;
      worker.onerror = null;
      settle();
    };
    const deadline = setTimeout(() => done(() => reject(new LayoutTooSlow("the layout is too slow"))), DEADLINE_MS);
    const onAbort = () => done(() => reject(new DOMException("the layout is not wanted any more", "AbortError")));
    signal.addEventListener("abort", onAbort, { once: true });
    worker.onmessage = ({ data }: MessageEvent<Geometry>) => done(() => resolve(data));
    worker.onerror = (event) => done(() => reject(new Error(event.message)));
    worker.postMessage(request);
  });
}
