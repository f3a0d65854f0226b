import type { EdgeKind } from "../geometry";

const LINES = [
  { kind: "value", words: "value flows", dash: undefined, colour: "stroke-line-3", width: 1.25 },
  { kind: "order", words: "order only", dash: "5 3", colour: "stroke-line-3", width: 1.25 },
  { kind: "failure", words: "after a failure", dash: "6 3", colour: "stroke-ink", width: 2 },
  { kind: "idle", words: "not reached", dash: "1.5 3.5", colour: "stroke-line-3", width: 1.25 },
] as const;

/** What the lines mean, for the kinds that are in the picture; without a choice to make it stays away. */
export function Legend({ kinds }: { kinds: ReadonlySet<EdgeKind> }) {
  if (kinds.size < 2) return null;
  return (
    <ul className="pointer-events-none absolute top-3 left-3 hidden flex-col gap-0.5 rounded-card bg-bg/80 p-1 text-11 text-text-2 sm:flex">
      {LINES.filter(({ kind }) => kind === "idle" || kinds.has(kind)).map(({ kind, words, dash, colour, width }) => (
        <li key={kind} className="flex items-center gap-2">
          <svg width="22" height="6" aria-hidden="true">
            <path d="M0 3h22" className={colour} strokeWidth={width} strokeDasharray={dash} strokeLinecap="round" />
          </svg>
          {words}
        </li>
      ))}
    </ul>
  );
}
