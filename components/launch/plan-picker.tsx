"use client";

import { useHydrated } from "@/components/shell/use-hydrated";
import { Combobox } from "@/components/ui/combobox";
import { Skeleton } from "@/components/ui/skeleton";
import type { EntityName } from "@/lib/core/entity";

/** Chooses a launch plan by name; `names` is null while they load. */
export function PlanPicker({
  names,
  value,
  onChange,
}: {
  names: readonly EntityName[] | null;
  value: string | null;
  onChange: (name: string) => void;
}) {
  const options = (names ?? []).map(({ name }) => ({ value: name, label: name }));
  // What is typed before the page has come to life would be lost.
  if (!useHydrated()) return <Skeleton className="h-12 w-full" />;
  // A pasted link may name a plan that is not listed (yet): it is still what was chosen.
  const known = value === null || options.some((option) => option.value === value);
  return (
    <Combobox
      label="Launch plan"
      mono
      placeholder={names === null ? "Loading names" : `Find in ${names.length}`}
      options={known ? options : [{ value: value ?? "", label: value ?? "" }, ...options]}
      value={value}
      onChange={onChange}
      emptyText={names === null ? "Loading names" : "No launch plan has this in its name"}
    />
  );
}
