"use client";

import * as Radix from "radix-ui/toggle-group";
import type { ReactNode } from "react";

export type Segment<T extends string> = { id: T; label: string; icon?: ReactNode };

/** One of a few ways to look at the same thing: views, units. */
export function Segments<T extends string>({
  label,
  segments,
  value,
  onChange,
}: {
  label: string;
  segments: readonly Segment<T>[];
  value: T;
  onChange: (value: T) => void;
}) {
  const pick = (id: string) => {
    // Pressing the active segment again would clear it: one is always on.
    const segment = segments.find((each) => each.id === id);
    if (segment !== undefined) onChange(segment.id);
  };
  return (
    <Radix.Root
      type="single"
      value={value}
      onValueChange={pick}
      aria-label={label}
      className="inline-flex gap-px rounded-card border border-line bg-s2 p-0.5"
    >
      {segments.map((segment) => (
        <Radix.Item
          key={segment.id}
          value={segment.id}
          className="inline-flex h-6 min-w-6 items-center justify-center gap-1.25 rounded-md px-2.25 text-12 font-medium whitespace-nowrap text-text-2 hover:text-text data-[state=on]:bg-s1 data-[state=on]:text-text data-[state=on]:shadow-1 max-sm:h-11 dark:data-[state=on]:bg-s3"
        >
          {segment.icon}
          {segment.label}
        </Radix.Item>
      ))}
    </Radix.Root>
  );
}
