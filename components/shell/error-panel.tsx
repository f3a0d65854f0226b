"use client";

import { Plug, RotateCw, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import type { Problem } from "@/lib/core/errors";
import { problemTitle } from "./problem-words";

/**
 * One part of a page failed: what, why, what next; code and request id last, to copy. `compact` for drawers and cells
 * of a page that otherwise stands. `note` says what happens by itself: "It tries again by itself."
 */
export function ErrorPanel({
  problem,
  title = problemTitle(problem.code),
  note,
  compact = false,
  onRetry,
}: {
  problem: Problem;
  title?: string;
  note?: ReactNode;
  compact?: boolean;
  onRetry?: () => void;
}) {
  const Icon = problem.code === "unavailable" || problem.code === "timeout" ? Plug : TriangleAlert;
  const details = [problem.code, problem.message, problem.requestId ?? ""].filter(Boolean).join("\n");
  return (
    <div role="alert" className={compact ? "flex flex-col gap-2 p-3" : "flex max-w-140 flex-col gap-3 px-6 py-10"}>
      {!compact && (
        <span className="grid h-10 w-10 place-items-center rounded-lg border border-line bg-failed-s text-failed-t">
          <Icon size={18} />
        </span>
      )}
      <h2 className={compact ? "font-semibold" : "text-16 font-semibold tracking-tight"}>{title}</h2>
      <p className="break-words text-text-2">
        {problem.message} {note}
      </p>
      <ProblemFacts problem={problem} />
      <div className="flex items-center gap-2">
        {onRetry !== undefined && (
          <Button variant={compact ? "outline" : "primary"} icon={<RotateCw size={13} />} onClick={onRetry}>
            Try now
          </Button>
        )}
        <CopyButton text={details} what="details" />
      </div>
    </div>
  );
}

/** The inputs at fault, then code and request id. */
function ProblemFacts({ problem }: { problem: Problem }) {
  return (
    <>
      {problem.fields !== undefined && (
        <ul className="text-12 text-text-2">
          {Object.entries(problem.fields).map(([field, sentence]) => (
            <li key={field} className="break-words">
              <span className="mono font-semibold">{field}</span>: {sentence}
            </li>
          ))}
        </ul>
      )}
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-3 text-12">
        <dt className="text-text-3">Error</dt>
        <dd className="mono">{problem.code}</dd>
        {problem.requestId !== null && (
          <>
            <dt className="text-text-3">Request</dt>
            <dd className="mono break-all">{problem.requestId}</dd>
          </>
        )}
      </dl>
    </>
  );
}
