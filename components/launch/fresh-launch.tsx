"use client";

import { useQuery } from "@tanstack/react-query";
import { ErrorPanel } from "@/components/shell/error-panel";
import { problemOf } from "@/lib/client/fetch-json";
import { launchPlanNamesQuery } from "@/lib/client/queries/launch-plan-names";
import type { EntityRef, ScopeRef } from "@/lib/core/refs";
import { ChosenTarget } from "./chosen-target";
import type { Entries } from "./launch-form";
import { LaunchHead } from "./launch-head";
import { PlanList } from "./plan-list";
import { PlanPicker } from "./plan-picker";
import type { LaunchChoice, SetLaunchChoice } from "./use-launch-choice";

/** A launch from nothing: a launch plan that is picked here, or a task that a link names. */
export function FreshLaunch({
  scope,
  choice,
  onChoice,
  entries,
  onEntries,
}: {
  scope: ScopeRef;
  choice: LaunchChoice;
  onChoice: SetLaunchChoice;
  entries: Entries;
  onEntries: (entries: Entries) => void;
}) {
  const isTask = choice.task !== null;
  const names = useQuery({ ...launchPlanNamesQuery(scope), enabled: !isTask });
  const named = namedBy(scope, choice);
  const choose = (name: string) => void onChoice({ launch_plan: name, version: null });
  return (
    <>
      <LaunchHead named={named} from={null} source={null} />
      <ChosenTarget
        named={named}
        source={null}
        entries={entries}
        onEntries={onEntries}
        onVersion={(version) => void onChoice({ version })}
        picker={!isTask && <PlanPicker names={names.data ?? null} value={choice.launch_plan} onChange={choose} />}
        beforeChoice={names.data && <PlanList scope={scope} names={names.data} onChoose={choose} />}
      >
        {names.error !== null && (
          <ErrorPanel compact problem={problemOf(names.error)} onRetry={() => void names.refetch()} />
        )}
      </ChosenTarget>
    </>
  );
}

function namedBy(scope: ScopeRef, { launch_plan: plan, task, version }: LaunchChoice): EntityRef | null {
  const name = task ?? plan;
  if (!name) return null;
  return { ...scope, kind: task === null ? "launch_plan" : "task", name, version: version ?? "" };
}
