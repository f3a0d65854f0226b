import { PhaseLabel } from "@/components/shell/phase-label";
import { CopyButton } from "@/components/ui/copy-button";
import type { Execution } from "@/lib/core/execution";
import { phaseWord } from "@/lib/core/format/phase-word";
import { isTerminalExecution } from "@/lib/core/phase";
import { executionTitle } from "../short-name";
import { FactsLine } from "./facts-line";
import { HeaderActions } from "./header-actions";

/** Phase, name, verbs and facts. `heldMs`: since when nothing new is known; what runs then reads as "Was running". */
export function ExecutionHeader({
  execution,
  heldMs,
  canRecover,
}: {
  execution: Execution;
  heldMs: number | null;
  canRecover: boolean;
}) {
  const { phase, ref } = execution;
  const isStale = heldMs !== null && !isTerminalExecution(phase);
  return (
    <div className="flex flex-col gap-1.5 border-b border-line bg-s1 px-4 py-2">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        <PhaseLabel
          phase={phase}
          size={16}
          text={isStale ? `Was ${phaseWord(phase).toLowerCase()}` : undefined}
          className="text-14"
        />
        <h1
          className="min-w-0 text-16 font-semibold tracking-tight break-words"
          title={execution.workflow?.name ?? execution.launched.name}
        >
          {executionTitle(execution)}
        </h1>
        <span className="inline-flex min-w-0 items-center gap-1">
          <span className="mono min-w-0 break-all text-text-2">{ref.name}</span>
          <CopyButton text={ref.name} what="execution name" />
        </span>
        <span className="flex-1" />
        <HeaderActions execution={execution} canRecover={canRecover} />
      </div>
      <FactsLine execution={execution} heldMs={isStale ? heldMs : null} />
    </div>
  );
}
