"use client";

import { ChevronsDownUp, ChevronsUpDown, Image as ImageIcon, Shapes } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";

/** What can be done with the whole graph: open and close its groups, save it as a picture. */
export function GraphMenu({
  onOpenAll,
  onCloseAll,
  onSavePng,
  onSaveSvg,
}: {
  /** Null where there is no group, or nobody who opens them. */
  onOpenAll: (() => void) | null;
  onCloseAll: (() => void) | null;
  onSavePng: () => void;
  onSaveSvg: () => void;
}) {
  const look = "rounded-none border-0";
  return (
    <div
      role="toolbar"
      aria-label="Graph"
      className="absolute top-7 right-3 flex flex-col overflow-hidden rounded-card border border-line-2 bg-over shadow-1"
    >
      {onOpenAll !== null && (
        <IconButton
          size="sm"
          className={look}
          label="Open all groups"
          icon={<ChevronsUpDown size={13} />}
          onClick={onOpenAll}
        />
      )}
      {onCloseAll !== null && (
        <IconButton
          size="sm"
          className={look}
          label="Close all groups"
          icon={<ChevronsDownUp size={13} />}
          onClick={onCloseAll}
        />
      )}
      <IconButton size="sm" className={look} label="Save as PNG" icon={<ImageIcon size={13} />} onClick={onSavePng} />
      <IconButton size="sm" className={look} label="Save as SVG" icon={<Shapes size={13} />} onClick={onSaveSvg} />
    </div>
  );
}
