"use client";

import { Select } from "@/components/ui/select";
import type { LaunchVersions } from "./use-launch-target";

/** Chooses a version, newest first; the active one says so. */
export function VersionPicker({
  versions: { items, hasMore },
  value,
  was,
  onChange,
}: {
  versions: LaunchVersions;
  value: string;
  /** Version of the run that is repeated. */
  was: string | null;
  onChange: (version: string) => void;
}) {
  const options = items.map(({ ref, active }, index) => ({
    value: ref.version,
    label: [ref.version, index === 0 && "latest", active && "active", ref.version === was && "of the source run"]
      .filter(Boolean)
      .join(" · "),
  }));
  const isListed = options.some((option) => option.value === value);
  return (
    <Select
      label="Version"
      mono
      value={value}
      options={isListed || value === "" ? options : [{ value, label: value }, ...options]}
      onChange={onChange}
      hint={hasMore ? `The newest ${items.length} are listed` : undefined}
    />
  );
}
