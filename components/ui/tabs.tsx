"use client";

import * as Radix from "radix-ui/tabs";
import type { ReactNode } from "react";

export type TabItem<T extends string> = { id: T; label: string; count?: number | string };

/** Tabs with an ink underline; the body of the active one is `children`. */
export function Tabs<T extends string>({
  label,
  tabs,
  value,
  onChange,
  children,
}: {
  label: string;
  tabs: readonly TabItem<T>[];
  value: T;
  onChange: (value: T) => void;
  children: ReactNode;
}) {
  const pick = (id: string) => {
    const tab = tabs.find((each) => each.id === id);
    if (tab !== undefined) onChange(tab.id);
  };
  return (
    <Radix.Root value={value} onValueChange={pick} className="flex min-h-0 flex-1 flex-col">
      <Radix.List
        aria-label={label}
        className="flex h-9 shrink-0 gap-4.5 overflow-x-auto border-b border-line px-3 max-sm:h-11"
      >
        {tabs.map((tab) => (
          <Radix.Trigger
            key={tab.id}
            value={tab.id}
            className="inline-flex min-w-6 shrink-0 items-center gap-1.5 border-b-2 border-transparent pt-0.5 font-medium whitespace-nowrap text-text-2 hover:text-text focus-visible:-outline-offset-2 data-[state=active]:border-ink data-[state=active]:font-semibold data-[state=active]:text-text"
          >
            {tab.label}
            {tab.count !== undefined && <span className="text-11 font-medium text-text-3">{tab.count}</span>}
          </Radix.Trigger>
        ))}
      </Radix.List>
      <Radix.Content value={value} className="min-h-0 flex-1 overflow-auto focus-visible:-outline-offset-2">
        {children}
      </Radix.Content>
    </Radix.Root>
  );
}
