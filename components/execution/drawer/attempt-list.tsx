import clsx from "clsx";
import { Moment } from "@/components/shell/moment";
import { PhaseLabel } from "@/components/shell/phase-label";
import { httpUrl } from "@/components/values/http-url";
import { formatDuration } from "@/lib/core/format/duration";
import type { Attempt, LogLink } from "@/lib/core/node";
import { isTerminalAttempt } from "@/lib/core/phase";
import { AttemptBar } from "./attempt-bar";
import { type AttemptPart, attemptSplit } from "./attempt-split";

/** The attempts of a node, oldest first; Flyte counts them from 0, people from 1. */
export function AttemptList({
  attempts,
  selected,
  nowMs,
  onSelect,
}: {
  attempts: readonly Attempt[];
  selected: number;
  nowMs: number;
  onSelect: (number: number) => void;
}) {
  const splits = attempts.map((attempt) => attemptSplit(attempt, nowMs));
  const longestMs = Math.max(0, ...splits.map(lengthMs));
  return (
    <ol aria-label="Attempts" className="flex flex-col">
      {attempts.map((attempt, index) => (
        <li
          key={attempt.number}
          className={clsx(
            "flex min-h-8 flex-wrap items-center gap-x-3 border-b border-line px-2 text-12",
            attempt.number === selected && "border-l-2 border-l-accent bg-accent-soft",
          )}
        >
          <button
            type="button"
            aria-pressed={attempt.number === selected}
            onClick={() => onSelect(attempt.number)}
            className="min-h-6 font-strong hover:underline max-sm:min-h-11"
          >
            {`Attempt ${attempt.number + 1}`}
          </button>
          <PhaseLabel phase={attempt.phase} size={12} />
          <AttemptBar parts={splits[index] ?? []} ofMs={longestMs} />
          <LogLinks logs={attempt.logs} />
          <span title={attempt.startedMs === null ? undefined : new Date(attempt.startedMs).toISOString()}>
            {durationText(attempt, nowMs)}
          </span>
        </li>
      ))}
    </ol>
  );
}

const lengthMs = (parts: readonly AttemptPart[]): number => parts.reduce((sum, { ms }) => sum + ms, 0);

function durationText({ durationMs, startedMs, phase }: Attempt, nowMs: number): string {
  // FlyteAdmin's task times are whole seconds: nought means less than one.
  if (durationMs === 0 && isTerminalAttempt(phase)) return "under 1s";
  if (durationMs !== null && isTerminalAttempt(phase)) return formatDuration(durationMs);
  if (startedMs === null || isTerminalAttempt(phase)) return "—";
  return formatDuration(Math.max(0, Math.floor((nowMs - startedMs) / 1_000) * 1_000));
}

/** Links of log providers; an address that is not http is shown as text, never followed. */
export function LogLinks({ logs }: { logs: readonly LogLink[] }) {
  return logs.map(({ name, uri }) => {
    const href = httpUrl(uri);
    const label = name === "" ? "Log" : name;
    return href === null ? (
      <span key={`${name} ${uri}`} className="text-text-3" title={uri}>
        {label}
      </span>
    ) : (
      <a
        key={`${name} ${uri}`}
        href={href}
        target="_blank"
        rel="noopener noreferrer"
        className="inline-flex min-h-6 items-center text-accent-text hover:underline"
      >
        {label}
      </a>
    );
  });
}

/** The times of one attempt, and where it ran. */
export function AttemptFacts({ attempt }: { attempt: Attempt }) {
  const facts: [string, React.ReactNode][] = [
    ["Created", <Moment key="c" ms={attempt.createdMs} />],
    ["Started", <Moment key="s" ms={attempt.startedMs} />],
    ["Updated", <Moment key="u" ms={attempt.updatedMs} />],
  ];
  if (attempt.generatedName !== "")
    facts.push([
      "Pod",
      <span key="p" className="mono break-all">
        {attempt.generatedName}
      </span>,
    ]);
  if (attempt.plugin !== "") facts.push(["Plugin", attempt.plugin]);
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 text-12">
      {facts.map(([label, value]) => (
        <div key={label} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-text-3">{label}</dt>
          <dd className="min-w-0">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
