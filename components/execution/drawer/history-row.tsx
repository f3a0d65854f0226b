import Link from "next/link";
import { PhaseLabel } from "@/components/shell/phase-label";
import { formatDuration } from "@/lib/core/format/duration";
import type { NodeInRun, NodeRun } from "@/lib/core/history/types";
import { paths } from "@/lib/url/paths";

/** One run in the history of a node. */
export function HistoryRow({ run: { execution, version, node }, isThis }: { run: NodeRun; isThis: boolean }) {
  return (
    <tr aria-current={isThis || undefined} className="border-b border-line align-top aria-[current]:bg-accent-soft">
      <th scope="row" className="max-w-40 py-1 pr-2 text-left font-normal">
        {isThis ? (
          <span className="font-strong">This run</span>
        ) : (
          <Link
            prefetch={false}
            href={paths.execution(execution)}
            title={execution.name}
            className="mono block min-h-6 truncate leading-6 text-accent-text hover:underline max-sm:min-h-11 max-sm:leading-11"
          >
            {execution.name}
          </Link>
        )}
        <span className="mono block truncate text-11 text-text-3" title={version}>
          {version}
        </span>
      </th>
      <td className="py-1">
        <Status node={node} />
      </td>
      <td className="py-1 text-right tabular-nums">{durationText(node)}</td>
      <td className="py-1 text-right tabular-nums">{node.state === "present" ? (node.attempts ?? "—") : ""}</td>
    </tr>
  );
}

function Status({ node }: { node: NodeInRun }) {
  if (node.state === "absent") return <span className="text-text-3">no such node</span>;
  if (node.state === "failed")
    return (
      <span className="text-text-2" title={node.problem.message}>{`could not be read (${node.problem.code})`}</span>
    );
  return (
    <>
      <PhaseLabel phase={node.phase} size={12} />
      {node.cacheStatus === "populated" && <span className="block text-11 text-text-3">put into the cache</span>}
      {node.errorCode !== "" && <span className="mono block text-11 break-all text-text-2">{node.errorCode}</span>}
    </>
  );
}

const durationText = (node: NodeInRun): string =>
  node.state !== "present" ? "" : node.durationMs === null ? "—" : formatDuration(node.durationMs);
