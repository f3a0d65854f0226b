"use client";

import type { ReactNode } from "react";
import { ErrorPanel } from "@/components/shell/error-panel";
import { problemOf } from "@/lib/client/fetch-json";
import type { EntityRef } from "@/lib/core/refs";
import { FieldsSkeleton } from "./fields-skeleton";
import { type Entries, LaunchForm } from "./launch-form";
import { useLaunchTarget } from "./use-launch-target";
import type { SourceRun } from "./use-source-run";
import { VersionPicker } from "./version-picker";

/** The pickers and below them the form of what was picked, or why there is none. */
export function ChosenTarget({
  named,
  source,
  entries,
  onEntries,
  onVersion,
  picker,
  beforeChoice = null,
  children,
}: {
  /** An empty version is the newest. */
  named: EntityRef | null;
  source: SourceRun | null;
  entries: Entries;
  onEntries: (entries: Entries) => void;
  onVersion: (version: string) => void;
  picker?: ReactNode;
  /** What stands in place of the form while nothing is chosen. */
  beforeChoice?: ReactNode;
  children?: ReactNode;
}) {
  const { target, version, versions, error, retry } = useLaunchTarget(named);
  return (
    <>
      <div className="grid gap-x-4 gap-y-3 px-6.5 pb-3 sm:grid-cols-2 md:px-8.5 xl:grid-cols-3">
        {picker}
        {versions !== null && (
          <VersionPicker
            versions={versions}
            value={version}
            was={source?.execution.launched.version ?? null}
            onChange={onVersion}
          />
        )}
      </div>
      {children}
      {target !== null ? (
        <LaunchForm target={target} source={source} entries={entries} onEntries={onEntries} />
      ) : error !== null ? (
        <ErrorPanel problem={problemOf(error)} onRetry={retry} />
      ) : named === null ? (
        beforeChoice
      ) : versions?.items.length === 0 ? (
        <p className="px-6.5 py-4 text-text-2 md:px-8.5">No version of this launch plan is registered here.</p>
      ) : (
        <FieldsSkeleton />
      )}
    </>
  );
}
