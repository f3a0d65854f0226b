import type { Direction, Structure } from "./geometry";
import { layoutStructure } from "./layout/layout-structure";

export type LayoutRequest = { structure: Structure; direction: Direction };

/** The thread that lays out graphs: one request, one geometry. It is stopped from outside when it takes too long. */
self.addEventListener("message", ({ data }: MessageEvent<LayoutRequest>) => {
  self.postMessage(layoutStructure(data.structure, data.direction));
});
