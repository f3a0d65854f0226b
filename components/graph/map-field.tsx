"use client";

import clsx from "clsx";
import { useMemo, useRef, useState } from "react";
import { useWidth } from "@/components/timeline/use-width";
import { Segments } from "@/components/ui/segments";
import { formatCount } from "@/lib/core/format/count";
import { formatDuration } from "@/lib/core/format/duration";
import { phaseWord } from "@/lib/core/format/phase-word";
import type { MapItem } from "@/lib/core/node";
import { fitCells } from "./map-field/cells";
import { type ColourBy, colouringOf, type FieldClass } from "./map-field/colouring";
import { FieldCanvas } from "./map-field/field-canvas";
import { type FieldItem, fieldItems } from "./map-field/field-items";

const ALL_COLOURS: { id: ColourBy; label: string }[] = [
  { id: "phase", label: "Phase" },
  { id: "duration", label: "Duration" },
  { id: "attempt", label: "Attempt" },
  { id: "cache", label: "Cache" },
];

export type MapFieldProps = {
  /** Items of a map task in all their tries; the last try of an index is what its cell shows. */
  items: readonly MapItem[];
  /** Durations in ms by index. Flyte 1 records none for items: without them there is no colour by duration. */
  durationsMs?: ReadonlyMap<number, number>;
  /** Indexes that are marked with the brush or a class of the legend, for a table beside; null for all. */
  onBrush: (indexes: ReadonlySet<number> | null) => void;
  /** Space for the cells in px before they scroll. */
  maxHeight?: number;
};

/** All items of a map task as a field of cells: 50,000 at once on a canvas. Takes items, fetches nothing. */
export function MapField({ items, durationsMs, onBrush, maxHeight = 320 }: MapFieldProps) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const [by, setBy] = useState<ColourBy>("phase");
  const [marked, setMarked] = useState<ReadonlySet<number> | null>(null);
  const field = useMemo(() => fieldItems(items, durationsMs), [items, durationsMs]);
  const colouring = useMemo(() => colouringOf(field, by), [field, by]);
  const cells = useMemo(() => fitCells(field.length, width, maxHeight), [field.length, width, maxHeight]);
  const hasDurations = durationsMs !== undefined && durationsMs.size > 0;
  const mark = (places: readonly number[] | null) => {
    setMarked(places === null ? null : new Set(places));
    onBrush(places === null ? null : new Set(places.flatMap((at) => field[at]?.index ?? [])));
  };
  const markClass = (at: number) => mark(placesOf(colouring.classOf, at));
  return (
    <section aria-label="Field of items" className="flex min-w-0 flex-col gap-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-12 text-text-2">
        <Segments
          label="Colour by"
          segments={ALL_COLOURS.filter(({ id }) => id !== "duration" || hasDurations)}
          value={by}
          onChange={(next) => {
            setBy(next);
            mark(null);
          }}
        />
        <FieldLegend classes={colouring.classes} onMark={markClass} />
      </div>
      <div ref={frame} className="overflow-x-hidden overflow-y-auto" style={{ maxHeight }}>
        <FieldCanvas
          cells={cells}
          colouring={colouring}
          lit={marked}
          titleOf={(at) => titleOf(field[at])}
          onBrush={mark}
        />
      </div>
      <p className="text-11 text-text-3">
        {marked === null
          ? `${formatCount(field.length)} items; drag over cells to list them`
          : `${formatCount(marked.size)} of ${formatCount(field.length)} items are marked`}
        {marked !== null && (
          <button type="button" className="ml-2 text-accent-text hover:underline" onClick={() => mark(null)}>
            Show all
          </button>
        )}
      </p>
    </section>
  );
}

/** What the colours mean, with counts; pressing one marks its items, so that the keyboard needs no brush. */
function FieldLegend({ classes, onMark }: { classes: readonly FieldClass[]; onMark: (at: number) => void }) {
  return (
    <ul className="flex flex-wrap gap-x-1" aria-label="Colours">
      {classes.map(({ key, words, colour, tone, count }, at) => (
        <li key={key}>
          <button
            type="button"
            className="flex items-center gap-1.5 rounded-sm px-1.5 py-0.5 hover:bg-hover"
            onClick={() => onMark(at)}
          >
            <span
              aria-hidden="true"
              className={clsx("size-2.5 rounded-[2px]", tone === "aborted" && "border bg-transparent!")}
              style={{ background: `var(--${colour})`, borderColor: `var(--${colour})` }}
            />
            <span className="tabular-nums">{formatCount(count)}</span> {words}
          </button>
        </li>
      ))}
    </ul>
  );
}

function placesOf(classOf: Uint8Array, kind: number): number[] {
  const places: number[] = [];
  classOf.forEach((each, at) => {
    if (each === kind) places.push(at);
  });
  return places;
}

function titleOf(item: FieldItem | undefined): string {
  if (item === undefined) return "";
  const { index, phase, attempts, durationMs } = item;
  return [
    `item ${index}`,
    phaseWord(phase).toLowerCase(),
    attempts > 1 ? `attempt ${attempts}` : "",
    durationMs === null ? "" : formatDuration(durationMs),
  ]
    .filter(Boolean)
    .join(", ");
}
