"use client";

import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { useNow } from "@/components/shell/use-now";
import { executionQuery } from "@/lib/client/queries/execution";
import type { Execution } from "@/lib/core/execution";
import { isCauseCutOff } from "../error-line";
import { outcomeOf } from "../outcome";

/** What a person wants next: the error, who aborted and why, how long it runs, what it repeats. */
export function OutcomeCell({ execution, frozenAtMs }: { execution: Execution; frozenAtMs: number | null }) {
  const nowMs = useNow();
  const { error } = execution;
  // A list's error is cut to 100 bytes, which end inside any traceback: then the run itself is asked for, once.
  const cutOff = error !== null && isCauseCutOff(error);
  const whole = useQuery({
    ...executionQuery(execution.ref),
    enabled: cutOff,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const waits = cutOff && whole.data === undefined && whole.error === null;
  const outcome = outcomeOf({ ...execution, error: whole.data?.error ?? error }, frozenAtMs ?? nowMs);
  if (outcome === null) return <span className="text-text-3">—</span>;
  const { tone, strong } = outcome;
  const text = waits ? "…" : outcome.text;
  return (
    <span title={[strong, text].filter(Boolean).join(": ")} className="block truncate">
      {strong !== null && <span className="font-strong">{strong}</span>}
      {strong !== null && <span aria-hidden="true"> • </span>}
      <span className={clsx(tone === "failed" ? "text-failed-t" : "text-text-2")}>{text}</span>
    </span>
  );
}
