import type { FailureSummary } from "@/lib/core/failures/summarise-failures";
import { formatCount } from "@/lib/core/format/count";

/** Causes listed; the rest is counted. */
const MAX_SHOWN = 4;

/** The causes of a run that has more than one, or one that struck several nodes: how many nodes each, the first of them a press away. */
export function FailureGroups({ summary, onOpen }: { summary: FailureSummary; onOpen: (path: string) => void }) {
  const groups = summary.groups.filter(({ count }) => count > 1 || summary.groups.length > 1);
  if (groups.length === 0) return null;
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  const rest = groups.length - MAX_SHOWN;
  return (
    <ul aria-label="Failures by cause" className="flex flex-wrap gap-x-4 text-12">
      {groups.slice(0, MAX_SHOWN).map(({ title, count, paths, isTextCut }) => (
        <li key={paths[0]} className="min-w-0">
          <button
            type="button"
            onClick={() => onOpen(paths[0] ?? summary.causePath)}
            className="min-h-6 text-left break-words hover:underline max-sm:min-h-11"
          >
            <strong className="font-semibold">{`${formatCount(count)} of ${formatCount(total)}`}</strong>
            {` failed nodes: ${isTextCut ? "the message does not tell the cause" : title}`}
          </button>
        </li>
      ))}
      {rest > 0 && <li className="text-text-2">{`and ${rest} more ${rest === 1 ? "cause" : "causes"}`}</li>}
    </ul>
  );
}
