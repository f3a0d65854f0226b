"use client";

import { ErrorPanel } from "@/components/shell/error-panel";
import { NotFoundView } from "@/components/shell/not-found-view";
import { problemOf } from "@/lib/client/fetch-json";
import type { ScopeRef } from "@/lib/core/refs";
import { ChosenTarget } from "./chosen-target";
import { FieldsSkeleton } from "./fields-skeleton";
import type { Entries } from "./launch-form";
import { LaunchHead } from "./launch-head";
import type { LaunchChoice, SetLaunchChoice } from "./use-launch-choice";
import { useSourceRun } from "./use-source-run";

/** A run again, with what is changed here. What it was launched from stays; its version can be another. */
export function RelaunchOf({
  scope,
  name,
  choice,
  onChoice,
  entries,
  onEntries,
}: {
  scope: ScopeRef;
  name: string;
  choice: LaunchChoice;
  onChoice: SetLaunchChoice;
  entries: Entries;
  onEntries: (entries: Entries) => void;
}) {
  const ref = { ...scope, name };
  const { run, error, retry } = useSourceRun(ref);
  const launched = run?.execution.launched ?? null;
  const named = launched === null ? null : { ...launched, version: choice.version ?? launched.version };
  if (run === null && error !== null) return <Unread name={name} scope={scope} error={error} onRetry={retry} />;
  return (
    <>
      <LaunchHead named={named} from={ref} source={run} />
      {run === null ? (
        <FieldsSkeleton />
      ) : (
        <ChosenTarget
          named={named}
          source={run}
          entries={entries}
          onEntries={onEntries}
          onVersion={(version) => void onChoice({ version })}
        />
      )}
    </>
  );
}

function Unread({ name, scope, error, onRetry }: { name: string; scope: ScopeRef; error: Error; onRetry: () => void }) {
  const problem = problemOf(error);
  if (problem.code !== "not_found") {
    return (
      <>
        <LaunchHead named={null} from={{ ...scope, name }} source={null} />
        <ErrorPanel problem={problem} onRetry={onRetry} />
      </>
    );
  }
  const where = `Looked in project ${scope.project}, domain ${scope.domain}, for the execution to repeat.`;
  return <NotFoundView thing="Execution" name={name} where={where} />;
}
