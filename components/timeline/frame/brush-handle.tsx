/* oxlint-disable jsx-a11y/prefer-tag-over-role -- two sliders on one line: an <input type="range"> has one, and covers the drawing */
import type { KeyboardEventHandler } from "react";
import { formatTimeOfDay, type Zone } from "@/lib/core/format/moment";
import type { Window } from "@/lib/core/time/wall-clock-path";
import type { Edge } from "./use-brush";

/** One edge of the time on view, wide enough to be taken hold of: it reaches over the edges of the strip. The pointer is the strip's: it takes hold of the nearest edge. */
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
      className="absolute inset-y-0 flex w-6 -translate-x-1/2 cursor-ew-resize items-center justify-center rounded-sm max-sm:w-11 before:absolute before:inset-y-0 before:w-[1.5px] before:bg-accent focus-visible:-outline-offset-1"
      style={{ left: px }}
    >
      <span className="relative h-3.75 w-1.5 rounded-sm bg-accent" />
    </span>
  );
}
