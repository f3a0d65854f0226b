"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ErrorPanel } from "@/components/shell/error-panel";
import { problemOf } from "@/lib/client/fetch-json";
import { taskQuery } from "@/lib/client/queries/task";
import type { TaskVersion } from "@/lib/core/entity";
import { formatDuration } from "@/lib/core/format/duration";
import type { EntityRef } from "@/lib/core/refs";
import { LoadingLines } from "../loading-lines";

/** The task as registered: image, resources, environment, retries, cache. */
export function TaskTab({ task }: { task: EntityRef }) {
  const { data, error, refetch } = useQuery(taskQuery(task));
  if (error !== null) return <ErrorPanel compact problem={problemOf(error)} onRetry={() => void refetch()} />;
  if (data === undefined) return <LoadingLines />;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 p-3 text-12">
      {taskFacts(data).map(([label, value]) => (
        <div key={label} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-text-3">{label}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function taskFacts(task: TaskVersion): [string, ReactNode][] {
  const mono = (text: string): ReactNode => (text === "" ? "—" : <span className="mono break-all">{text}</span>);
  return [
    ["Task", mono(task.ref.name)],
    ["Version", mono(task.ref.version)],
    ["Type", mono(task.type)],
    ["Image", mono(task.image)],
    ["Requests", <Pairs key="r" pairs={task.resources.requests} />],
    ["Limits", <Pairs key="l" pairs={task.resources.limits} />],
    ["Environment", <Pairs key="e" pairs={task.environment} />],
    ["Retries", String(task.retries)],
    ["Timeout", task.timeoutMs === null ? "none" : formatDuration(task.timeoutMs)],
    ["Cache", task.cacheable ? `on, version ${task.cacheVersion}` : "off"],
    ["Deck", task.generatesDeck ? "yes" : "no"],
  ];
}

function Pairs({ pairs }: { pairs: Readonly<Record<string, string>> }) {
  const entries = Object.entries(pairs);
  if (entries.length === 0) return "—";
  return (
    <ul>
      {entries.map(([key, value]) => (
        <li key={key} className="mono break-all">
          <span className="text-text-3">{key}=</span>
          {value}
        </li>
      ))}
    </ul>
  );
}
