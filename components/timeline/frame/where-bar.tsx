import { PhaseGlyph } from "@/components/shell/phase-glyph";
import { formatCount } from "@/lib/core/format/count";
import type { RunTime } from "@/lib/core/time/run-time";
import { sumParts, type TimePart } from "@/lib/core/time/time-part";
import type { Window } from "@/lib/core/time/wall-clock-path";
import { backgroundOf } from "../bar-patterns";
import { partMeaning, partWord } from "../part-word";
import { timeText } from "../time-text";

/** Where the time of the run went: a sentence, one bar, and its parts with their shares. */
export function WhereBar({
  time,
  wallClock,
  isRunning,
  fromCache,
}: {
  time: RunTime;
  wallClock: Window;
  isRunning: boolean;
  fromCache: number;
}) {
  const totalMs = wallClock.toMs - wallClock.fromMs;
  const parts = sumParts(time.segments);
  return (
    <section aria-label="Where the time went" className="border-b border-line px-4 pt-2 pb-2.5">
      <div className="mb-1.5 flex flex-wrap items-baseline gap-x-2 gap-y-0.5 text-12">
        <h2 className="font-semibold">
          Where the {timeText(totalMs)} {isRunning ? "went so far" : "went"}
        </h2>
        <p className="text-11 text-text-3">{basis(time)}</p>
        {fromCache > 0 && (
          <p className="ml-auto flex items-center gap-1.5 self-center text-cached-t">
            <PhaseGlyph phase="cached" size={12} />
            {formatCount(fromCache)} {fromCache === 1 ? "node" : "nodes"} from the cache
          </p>
        )}
      </div>
      {time.chain.length === 0 || totalMs === 0 ? (
        <p className="text-12 text-text-2">{isRunning ? "No node has begun yet." : "No node took any time."}</p>
      ) : (
        <PartsBar parts={parts} totalMs={totalMs} />
      )}
    </section>
  );
}

function PartsBar({ parts, totalMs }: { parts: readonly { part: TimePart; ms: number }[]; totalMs: number }) {
  return (
    <>
      <div aria-hidden="true" className="flex h-3.5 gap-[1.5px] overflow-hidden rounded-sm bg-s2">
        {parts.map(({ part, ms }) => (
          <i key={part} style={{ flex: `${ms} 0 0`, background: backgroundOf(part) }} className="min-w-px" />
        ))}
      </div>
      <ul className="mt-1.5 flex flex-wrap gap-x-4.5 gap-y-0.5 text-12">
        {parts.map(({ part, ms }) => (
          <li key={part} title={partMeaning(part)} className="flex items-center gap-1.5 whitespace-nowrap">
            <i aria-hidden="true" className="h-2.25 w-2.5 rounded-[1px]" style={{ background: backgroundOf(part) }} />
            {partWord(part)} <b className="font-semibold tabular-nums">{timeText(ms)}</b>
            <span className="text-text-3 tabular-nums">{((100 * ms) / totalMs).toFixed(1)} %</span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What the parts are made from, and what they cannot tell. */
function basis({ coarse, inferred, chain }: RunTime): string {
  const said = ["along the critical path; parts sum to the wall clock", "from node and task times, ± 1 s"];
  if (coarse > 0) {
    said.push(
      `setup and failed attempts of ${formatCount(coarse)} of ${formatCount(chain.length)} nodes count as user code: only their node times are known`,
    );
  }
  if (inferred) said.push("parts without a graph: the path is read from the times");
  return said.join("; ");
}
