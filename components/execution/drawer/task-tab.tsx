"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ErrorPanel } from "@/components/shell/error-panel";
import { problemOf } from "@/lib/client/fetch-json";
import { taskQuery } from "@/lib/client/queries/task";
import type { TaskVersion } from "@/lib/core/entity";
import type { Execution } from "@/lib/core/execution";
import { formatDuration } from "@/lib/core/format/duration";
import type { TreeNode } from "@/lib/core/graph/tree";
import type { GraphNode } from "@/lib/core/graph/types";
import type { EntityRef } from "@/lib/core/refs";
import { LoadingLines } from "../loading-lines";

/**
 * The task with what really applied: its template, and over it what the workflow set for the node and who launched the
 * run set for all of it.
 */
export function TaskTab({ task, node, run }: { task: EntityRef; node: TreeNode; run: Execution | null }) {
  const { data, error, refetch } = useQuery(taskQuery(task));
  if (error !== null) return <ErrorPanel compact problem={problemOf(error)} onRetry={() => void refetch()} />;
  if (data === undefined) return <LoadingLines />;
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 p-3 text-12">
      {taskFacts(data, node.graphNode, run).map(([label, value]) => (
        <div key={label} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-text-3">{label}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function taskFacts(task: TaskVersion, node: GraphNode | null, run: Execution | null): [string, ReactNode][] {
  const mono = (text: string): ReactNode => (text === "" ? "—" : <span className="mono break-all">{text}</span>);
  const envs = run?.envs ?? {};
  return [
    ["Task", mono(task.ref.name)],
    ["Version", mono(task.ref.version)],
    ["Type", mono(task.type)],
    ["Image", mono(task.image)],
    ["Requests", <Pairs key="r" pairs={task.resources.requests} />],
    ["Limits", <Pairs key="l" pairs={task.resources.limits} />],
    ["Environment", <Pairs key="e" pairs={{ ...task.environment, ...envs }} marked={envs} />],
    ["Retries", <Applied key="n" own={node?.retries} registered={task.retries} text={String} />],
    ["Timeout", <Applied key="t" own={node?.timeoutMs} registered={task.timeoutMs} text={timeoutText} />],
    ["Interruptible", interruptibleText(node, run)],
    ["Cache", cacheText(task, run)],
    ["Deck", task.generatesDeck ? "yes" : "no"],
  ];
}

/** What the node says goes before what the task was registered with; where they differ, both are told. */
function Applied<T>({ own, registered, text }: { own: T | undefined; registered: T; text: (value: T) => string }) {
  if (own === undefined || own === registered) return text(registered);
  return (
    <>
      {text(own)}
      <span className="text-text-3">{`, set by the workflow; the task says ${text(registered)}`}</span>
    </>
  );
}

const timeoutText = (ms: number | null): string => (ms === null ? "none" : formatDuration(ms));

function interruptibleText(node: GraphNode | null, run: Execution | null): string {
  const said = run?.interruptible ?? node?.interruptible ?? null;
  if (said === null) return "as the task says";
  return `${said ? "yes" : "no"}, set by the ${run?.interruptible == null ? "workflow" : "run"}`;
}

function cacheText({ cacheable, cacheVersion }: TaskVersion, run: Execution | null): string {
  if (!cacheable) return "off";
  return `on, version ${cacheVersion}${run?.overwriteCache === true ? "; this run overwrites it" : ""}`;
}

/** `marked`: those that the run set, over what the task was registered with. */
function Pairs({
  pairs,
  marked = {},
}: {
  pairs: Readonly<Record<string, string>>;
  marked?: Readonly<Record<string, string>>;
}) {
  const entries = Object.entries(pairs);
  if (entries.length === 0) return "—";
  return (
    <ul>
      {entries.map(([key, value]) => (
        <li key={key} className="mono break-all">
          <span className="text-text-3">{key}=</span>
          {value}
          {Object.hasOwn(marked, key) && <span className="font-sans text-text-3">, set by the run</span>}
        </li>
      ))}
    </ul>
  );
}
