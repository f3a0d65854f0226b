import { Hourglass } from "lucide-react";
import type { ReactNode } from "react";
import { ErrorPanel } from "@/components/shell/error-panel";
import { problemOf } from "@/lib/client/fetch-json";
import type { FlyteError } from "@/lib/core/execution";
import type { TreeNode } from "@/lib/core/graph/tree";
import type { Attempt } from "@/lib/core/node";
import { LoadingLines } from "../loading-lines";
import { AttemptFacts, AttemptList } from "./attempt-list";
import { CacheSentence } from "./cache-sentence";
import { ErrorBlock } from "./error-block";
import { MapItems } from "./map-items";
import { NodeFacts } from "./node-facts";
import { ReasonList } from "./reason-list";

export type AttemptsView = { attempts: readonly Attempt[] | null; error: Error | null; retry: () => void };

/** What a node did: its error first, then its attempts, then what happened in the chosen one. */
export function OverviewTab({
  node,
  error,
  waiting,
  attemptsView,
  attempt,
  nowMs,
  onAttempt,
}: {
  node: TreeNode;
  error: FlyteError | null;
  waiting: string | null;
  attemptsView: AttemptsView;
  attempt: Attempt | null;
  nowMs: number;
  onAttempt: (number: number) => void;
}) {
  const shownError = attempt?.error ?? error;
  return (
    <div className="flex flex-col gap-4 p-3">
      {shownError !== null && <ErrorBlock error={shownError} />}
      {waiting !== null && <Waiting why={waiting} />}
      <NodeFacts node={node} nowMs={nowMs} />
      {node.row !== null && <CacheSentence row={node.row} />}
      {node.row !== null && (
        <Attempts view={attemptsView} selected={attempt?.number ?? -1} nowMs={nowMs} onAttempt={onAttempt} />
      )}
      {attempt !== null && <Chosen node={node} attempt={attempt} attempts={attemptsView.attempts ?? []} />}
    </div>
  );
}

function Waiting({ why }: { why: string }) {
  return (
    <p className="flex items-start gap-2 rounded-md bg-s2 px-3 py-2 break-words">
      <Hourglass size={14} aria-hidden className="mt-0.5 shrink-0 text-text-3" />
      {why}
    </p>
  );
}

function Chosen({ node, attempt, attempts }: { node: TreeNode; attempt: Attempt; attempts: readonly Attempt[] }) {
  return (
    <>
      <Part title={`What happened in the ${ordinal(attempt, attempts)}`}>
        <ReasonList reasons={attempt.reasons} />
        <AttemptFacts attempt={attempt} />
      </Part>
      {attempt.items.length > 0 && (
        <MapItems key={`${node.path} ${attempt.number}`} path={node.path} items={attempt.items} />
      )}
    </>
  );
}

function Attempts({
  view: { attempts, error, retry },
  selected,
  nowMs,
  onAttempt,
}: {
  view: AttemptsView;
  selected: number;
  nowMs: number;
  onAttempt: (number: number) => void;
}) {
  if (error !== null) return <ErrorPanel compact problem={problemOf(error)} onRetry={retry} />;
  if (attempts === null) return <LoadingLines />;
  if (attempts.length === 0) return null;
  return (
    <Part title="Attempts">
      <AttemptList attempts={attempts} selected={selected} nowMs={nowMs} onSelect={onAttempt} />
    </Part>
  );
}

const ordinal = (attempt: Attempt, attempts: readonly Attempt[]): string =>
  attempts.length <= 1 ? "attempt" : attempt.number === attempts.at(-1)?.number ? "last attempt" : "chosen attempt";

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <h3 className="text-11 font-medium text-text-3">{title}</h3>
      {children}
    </section>
  );
}
