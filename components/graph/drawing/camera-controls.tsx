"use client";

import { useReactFlow, useStore } from "@xyflow/react";
import { ArrowDown, ArrowRight, Focus, Minus, Plus, Scan } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import type { Direction } from "../geometry";

const LOOK = "rounded-none border-0 border-b border-line";

/** Zoom, fit and direction of the flow. */
export function CameraControls({
  direction,
  onTurn,
  onFit,
  onZoomToSelection,
}: {
  direction: Direction;
  onTurn: () => void;
  onFit: () => void;
  /** Null while nothing is selected. */
  onZoomToSelection: (() => void) | null;
}) {
  const { zoomIn, zoomOut } = useReactFlow();
  const percent = useStore(({ transform }) => Math.max(1, Math.round(transform[2] * 100)));
  return (
    <div className="absolute right-3 bottom-3 flex flex-col overflow-hidden rounded-card border border-line-2 bg-over shadow-1">
      <IconButton
        size="sm"
        className={LOOK}
        label="Zoom in"
        shortcut="+"
        icon={<Plus size={13} />}
        onClick={() => void zoomIn()}
      />
      <span className="border-b border-line py-1 text-center text-10 text-text-2 tabular-nums" aria-hidden="true">
        {percent}
      </span>
      <IconButton
        size="sm"
        className={LOOK}
        label="Zoom out"
        shortcut="−"
        icon={<Minus size={13} />}
        onClick={() => void zoomOut()}
      />
      <IconButton size="sm" className={LOOK} label="Fit" shortcut="0" icon={<Scan size={13} />} onClick={onFit} />
      {onZoomToSelection !== null && (
        <IconButton
          size="sm"
          className={LOOK}
          label="Zoom to the selection"
          shortcut="z"
          icon={<Focus size={13} />}
          onClick={onZoomToSelection}
        />
      )}
      <IconButton
        size="sm"
        className="rounded-none border-0"
        label={direction === "down" ? "Let the flow run right" : "Let the flow run down"}
        icon={direction === "down" ? <ArrowRight size={13} /> : <ArrowDown size={13} />}
        onClick={onTurn}
      />
    </div>
  );
}
