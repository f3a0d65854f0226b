import { LogPanel } from "@/components/logs/log-panel";
import { Select } from "@/components/ui/select";
import type { Attempt } from "@/lib/core/node";
import { isTerminalAttempt } from "@/lib/core/phase";
import type { ExecutionRef } from "@/lib/core/refs";
import { LogLinks } from "./attempt-list";

/** The log of the chosen attempt, and the links to where Flyte says that logs are. */
export function LogsTab({
  execution,
  attempts,
  attempt,
  onAttempt,
}: {
  execution: ExecutionRef;
  attempts: readonly Attempt[] | null;
  attempt: Attempt | null;
  onAttempt: (number: number) => void;
}) {
  if (attempt === null) {
    return (
      <p className="p-3 text-text-2">
        {attempts === null ? "Reading the attempts of this node…" : "No attempt of a task here, so there is no log."}
      </p>
    );
  }
  return (
    <div className="flex h-full min-h-0 flex-col">
      <LogPanel
        key={`${attempt.nodeId} ${attempt.number}`}
        node={{ execution, nodeId: attempt.nodeId }}
        attempt={attempt.number}
        ended={isTerminalAttempt(attempt.phase)}
      >
        {attempts !== null && attempts.length > 1 && (
          <Select
            label="Attempt"
            labelHidden
            value={String(attempt.number)}
            options={attempts.map(({ number }) => ({ value: String(number), label: `Attempt ${number + 1}` }))}
            onChange={(value) => onAttempt(Number(value))}
          />
        )}
        <LogLinks logs={attempt.logs} />
      </LogPanel>
    </div>
  );
}
