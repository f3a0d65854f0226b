"use client";

import { useQuery } from "@tanstack/react-query";
import { ErrorPanel } from "@/components/shell/error-panel";
import { problemOf } from "@/lib/client/fetch-json";
import { nodeHistoryQuery } from "@/lib/client/queries/history";
import { formatDuration } from "@/lib/core/format/duration";
import { regressionOf } from "@/lib/core/history/regression-of";
import type { NodeRun } from "@/lib/core/history/types";
import type { ExecutionRef } from "@/lib/core/refs";
import { LoadingLines } from "../loading-lines";
import { HistoryBars } from "./history-bars";
import { HistoryRow } from "./history-row";

/** The same node in the last runs: how it fared, how long it took, and whether this time stands out. */
export function HistoryTab({
  execution,
  nodeId,
  ended,
}: {
  execution: ExecutionRef;
  nodeId: string;
  /** The node has ended, so that what is told of it here stays. */
  ended: boolean;
}) {
  const { data, error, refetch } = useQuery(nodeHistoryQuery({ execution, nodeId }, ended));
  if (error !== null) return <ErrorPanel compact problem={problemOf(error)} onRetry={() => void refetch()} />;
  if (data === undefined) return <LoadingLines />;
  return (
    <div className="flex flex-col gap-3 p-3">
      <Verdict runs={data} />
      <HistoryBars runs={data} />
      <table className="w-full text-12">
        <caption className="sr-only">This node in the last runs, newest first</caption>
        <thead className="text-11 text-text-3">
          <tr className="border-b border-line text-left">
            <th scope="col" className="py-1 font-medium">
              Run
            </th>
            <th scope="col" className="font-medium">
              Status
            </th>
            <th scope="col" className="text-right font-medium">
              Duration
            </th>
            <th scope="col" className="text-right font-medium">
              Attempts
            </th>
          </tr>
        </thead>
        <tbody>
          {data.map((run, index) => (
            <HistoryRow key={run.execution.name} run={run} isThis={index === 0} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Verdict({ runs }: { runs: readonly NodeRun[] }) {
  const { regression, earlier } = regressionOf(runs);
  const among = `the ${earlier} earlier ${earlier === 1 ? "run" : "runs"} in which it ran and succeeded`;
  if (regression !== null) {
    const { ratio, medianMs, madMs } = regression;
    return (
      <p className="rounded-md bg-timedout-s px-3 py-2">
        <strong className="font-semibold text-timedout-t">{`Slower: ${ratio.toFixed(1)} × its usual time.`}</strong>
        {` The median of ${among} is ${formatDuration(medianMs)} ± ${formatDuration(madMs)}.`}
      </p>
    );
  }
  return (
    <p className="text-text-2">
      {earlier < 4
        ? `Too few runs to say what is usual: ${earlier} earlier ${earlier === 1 ? "run" : "runs"} in which it ran and succeeded.`
        : `Its time does not stand out among ${among}.`}
    </p>
  );
}
