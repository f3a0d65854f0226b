"use client";

import { Switch } from "@/components/ui/switch";
import type { ExecutionRef } from "@/lib/core/refs";
import { AddRun } from "./add-run";
import type { Column } from "./compare-page";
import type { CompareView } from "./use-compare-view";

/** "3 runs of train_eta_model" and what can be done with the comparison. */
export function CompareHead({
  view,
  compared,
  onOnlyDifferences,
  onAdd,
}: {
  view: CompareView;
  compared: readonly Column[];
  onOnlyDifferences: (only: boolean) => void;
  onAdd: (ref: ExecutionRef) => void;
}) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-s1 px-4 py-2">
      <h1 className="mr-auto min-w-0 text-18 font-semibold tracking-tight break-words">{titleOf(compared)}</h1>
      <Switch label="Only differences" checked={view.onlyDifferences} onChange={onOnlyDifferences} />
      <AddRun runs={view.runs} onAdd={onAdd} />
    </div>
  );
}

function titleOf(compared: readonly Column[]): string {
  if (compared.length === 0) return "Compare runs";
  const names = new Set(
    compared.flatMap(({ run }) =>
      run?.state === "loaded" ? [(run.execution.workflow ?? run.execution.launched).name] : [],
    ),
  );
  const [only] = names;
  const of = names.size === 1 && only !== undefined ? ` of ${only.split(".").at(-1)}` : "";
  return `${compared.length} runs${of}`;
}
