import { backgroundOf } from "@/components/timeline/bar-patterns";
import { partMeaning, partWord } from "@/components/timeline/part-word";
import { timeText } from "@/components/timeline/time-text";
import type { TreeNode } from "@/lib/core/graph/tree";
import type { Attempt } from "@/lib/core/node";
import { isTerminalNode } from "@/lib/core/phase";
import { type NodeParts, nodeParts } from "@/lib/core/time/node-parts";
import { sumParts } from "@/lib/core/time/time-part";

/** Where the time of a node went. The parts sum to its whole time. */
export function TimingTab({
  node,
  attempts,
  clockMs,
}: {
  node: TreeNode;
  attempts: readonly Attempt[] | null;
  clockMs: number;
}) {
  const parts = nodeParts(node, clockMs, attempts ?? undefined);
  if (parts === null) return <p className="p-3 text-text-2">This node has not run: no time went into it.</p>;
  const totalMs = parts.span.toMs - parts.span.fromMs;
  return (
    <div className="flex flex-col gap-3 p-3">
      <p>
        {isTerminalNode(node.phase) ? "It took " : "So far it takes "}
        <strong className="font-semibold">{timeText(totalMs)}</strong>
        {" from its creation to its end."}
      </p>
      {totalMs > 0 && <Parts parts={parts} totalMs={totalMs} />}
      <p className="text-11 text-text-3">{basis(node, parts)}</p>
    </div>
  );
}

function Parts({ parts: { segments }, totalMs }: { parts: NodeParts; totalMs: number }) {
  return (
    <>
      <div aria-hidden="true" className="flex h-3.5 gap-[1.5px] overflow-hidden rounded-sm bg-s2">
        {segments.map(({ part, fromMs, toMs }) => (
          <i
            key={fromMs}
            className="min-w-px"
            style={{ flex: `${toMs - fromMs} 0 0`, background: backgroundOf(part) }}
          />
        ))}
      </div>
      <table className="w-full text-12">
        <caption className="sr-only">Time by part</caption>
        <tbody>
          {sumParts(segments).map(({ part, ms }) => (
            <tr key={part} className="border-b border-line">
              <th scope="row" className="py-1 pr-2 text-left font-normal" title={partMeaning(part)}>
                <i
                  aria-hidden="true"
                  className="mr-1.5 inline-block h-2.25 w-2.5 rounded-[1px]"
                  style={{ background: backgroundOf(part) }}
                />
                {partWord(part)}
              </th>
              <td className="text-right font-strong tabular-nums">{timeText(ms)}</td>
              <td className="w-16 text-right text-text-3 tabular-nums">{`${((100 * ms) / totalMs).toFixed(1)} %`}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" className="py-1 text-left font-semibold">
              Sum
            </th>
            <td className="text-right font-semibold tabular-nums">{timeText(totalMs)}</td>
            <td className="text-right text-text-3">100 %</td>
          </tr>
        </tfoot>
      </table>
    </>
  );
}

function basis({ children, phase }: TreeNode, { source }: NodeParts): string {
  if (phase === "cached" || phase === "recovered") return "Its outputs were there already: nothing ran.";
  if ((children?.length ?? 0) > 0) return "A group: the Timeline tells what its children did in that time.";
  return source === "attempts"
    ? "From the times of the node and of its attempts. Flyte notes the start of a task in whole seconds."
    : "From the times of the node alone: setup and failed attempts count as user code.";
}
