import { Popover } from "@/components/ui/popover";
import type { Execution } from "@/lib/core/execution";
import { mainFacts, moreFacts } from "./facts";
import { RunDuration } from "./run-duration";

/** One line of facts, the rest behind "n more facts". `heldMs` stops the clock while nothing new is known. */
export function FactsLine({ execution, heldMs }: { execution: Execution; heldMs: number | null }) {
  const more = moreFacts(execution);
  const facts = [...mainFacts(execution)];
  facts.splice(4, 0, { label: "Duration", value: <RunDuration execution={execution} heldMs={heldMs} /> });
  return (
    <div className="flex flex-wrap items-center gap-y-1 text-12">
      <dl className="flex flex-wrap items-center gap-y-1">
        {facts.map(({ label, value }) => (
          <div
            key={label}
            className="flex max-w-full gap-1.5 border-l border-line px-3 leading-4.5 whitespace-nowrap first:border-l-0 first:pl-0 max-sm:w-1/2 max-sm:border-l-0 max-sm:pl-0"
          >
            <dt className="text-text-3">{label}</dt>
            <dd className="min-w-0 truncate">{value}</dd>
          </div>
        ))}
      </dl>
      <Popover
        label="All facts of this execution"
        align="end"
        trigger={
          <button type="button" className="min-h-6 px-1 text-accent-text hover:underline max-sm:min-h-11">
            {`${more.length} more facts`}
          </button>
        }
      >
        <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 p-3 text-12">
          {more.map(({ label, value }) => (
            <div key={label} className="col-span-2 grid grid-cols-subgrid">
              <dt className="text-text-3">{label}</dt>
              <dd className="min-w-0 break-words">{value}</dd>
            </div>
          ))}
        </dl>
      </Popover>
    </div>
  );
}
