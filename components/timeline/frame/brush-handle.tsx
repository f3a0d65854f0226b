/* oxlint-disable jsx-a11y/prefer-tag-over-role -- two sliders on one line: an <input type="range"> has one, and covers the drawing */
import type { KeyboardEventHandler } from "react";
import { formatTimeOfDay, type Zone } from "@/lib/core/format/moment";
import type { Window } from "@/lib/core/time/wall-clock-path";
import type { Edge } from "./use-brush";

/** Wide enough to be taken hold of; it reaches over the edges of the strip. */
const WIDTH_PX = 24;

/** One edge of the time on view. The pointer is the strip's: it takes hold of the nearest edge. */
export function BrushHandle({
  edge,
  px,
  domain,
  valueMs,
  zone,
  onKeyDown,
}: {
  edge: Edge;
  px: number;
  domain: Window;
  valueMs: number;
  zone: Zone;
  onKeyDown: KeyboardEventHandler;
}) {
  return (
    <span
      role="slider"
      tabIndex={0}
      aria-label={edge === "from" ? "Begin of the time on view" : "End of the time on view"}
      aria-valuemin={0}
      aria-valuemax={domain.toMs - domain.fromMs}
      aria-valuenow={valueMs - domain.fromMs}
      aria-valuetext={formatTimeOfDay(valueMs, zone)}
      onKeyDown={onKeyDown}
      className="absolute inset-y-0.5 flex cursor-ew-resize items-center justify-center rounded-sm before:absolute before:inset-y-0 before:w-[1.5px] before:bg-accent focus-visible:-outline-offset-1"
      style={{ width: WIDTH_PX, left: px - WIDTH_PX / 2 }}
    >
      <span className="relative h-3.75 w-1.5 rounded-sm bg-accent" />
    </span>
  );
}
