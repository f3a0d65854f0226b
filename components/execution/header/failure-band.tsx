"use client";

import { PhaseGlyph } from "@/components/shell/phase-glyph";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import type { Execution, FlyteError } from "@/lib/core/execution";
import type { TreeNode } from "@/lib/core/graph/tree";
import type { NodePhase } from "@/lib/core/phase";
import { ErrorText } from "../error-text";
import type { Triage } from "../use-triage";
import { useWholeError } from "../use-whole-error";
import { CauseSentence } from "./cause-sentence";
import { FailureGroups } from "./failure-groups";
import { LastSuccessLine } from "./last-success-line";
import { messageHead } from "./message-head";

/**
 * What failed and why: the node to blame, what follows from it, other causes, and what the last success did differently.
 * Without a failed node (the run failed before any) the execution's own error is told.
 */
export function FailureBand({
  execution,
  triage,
  error: ownError,
  counts,
  ended,
  selectedPath,
  names,
  onOpen,
  onNext,
}: {
  execution: Execution;
  triage: Triage;
  error: FlyteError | null;
  counts: Partial<Record<NodePhase, number>>;
  ended: boolean;
  selectedPath: string | null;
  /** Names of the nodes at the top level by spec node id. */
  names: ReadonlyMap<string, string>;
  onOpen: (path: string) => void;
  onNext: () => void;
}) {
  const { cause, summary, failures } = triage;
  const error = useWholeError(execution.ref, cause?.row ?? null, ended) ?? ownError;
  if (cause === null && error === null) return null;
  const isOpen = cause !== null && cause.path === selectedPath;
  return (
    <section
      aria-label="First failure"
      className="flex flex-wrap items-start gap-x-3 gap-y-2 border-b border-failed/30 bg-failed-s px-4 py-1.5 [--k:var(--failed-s)]"
    >
      <span className="pt-0.75">
        <PhaseGlyph phase="failed" />
      </span>
      <div className="flex min-w-0 flex-1 basis-60 flex-col gap-0.5">
        <p className="break-words">
          <CauseSentence node={cause} summary={summary} error={error} />
          <Consequences counts={counts} ended={ended} />
        </p>
        {/* The drawer shows the message in full. */}
        {error !== null && !isOpen && <Head message={error.message} />}
        {summary !== null && <FailureGroups summary={summary} onOpen={onOpen} />}
        {ended && <LastSuccessLine execution={execution} names={names} />}
      </div>
      <Actions cause={cause} count={failures.length} onOpen={onOpen} onNext={onNext} />
    </section>
  );
}

function Actions({
  cause,
  count,
  onOpen,
  onNext,
}: {
  cause: TreeNode | null;
  count: number;
  onOpen: (path: string) => void;
  onNext: () => void;
}) {
  return (
    <div className="flex gap-2">
      {cause !== null && (
        <Button size="sm" onClick={() => onOpen(cause.path)}>
          Open node
        </Button>
      )}
      {count > 1 && (
        <Button size="sm" onClick={onNext}>
          Next failure <Kbd>F</Kbd>
        </Button>
      )}
    </div>
  );
}

/** What the failure kept from running; while the run goes on, nodes wait that may still run. */
function Consequences({ counts, ended }: { counts: Partial<Record<NodePhase, number>>; ended: boolean }) {
  if (!ended) return null;
  const parts = [
    counts.aborted === undefined ? null : `${counts.aborted} aborted`,
    counts.not_run === undefined ? null : `${counts.not_run} not run`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? null : <span className="text-text-2">{` Consequence: ${parts.join(", ")}.`}</span>;
}

function Head({ message }: { message: string }) {
  const { text, left } = messageHead(message);
  return (
    <>
      <ErrorText label="What it says" text={text} className="max-h-24 max-sm:max-h-48" />
      {left > 0 && (
        <p className="text-11 text-text-3">{`${left} more ${left === 1 ? "line" : "lines"} in the node's error`}</p>
      )}
    </>
  );
}
