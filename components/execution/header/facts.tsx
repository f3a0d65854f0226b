import Link from "next/link";
import type { ReactNode } from "react";
import { Moment } from "@/components/shell/moment";
import { Tag } from "@/components/ui/tag";
import type { Execution, ExecutionMode } from "@/lib/core/execution";
import type { ExecutionRef } from "@/lib/core/refs";
import { paths } from "@/lib/url/paths";
import { shortName } from "../short-name";

export type Fact = { label: string; value: ReactNode };

const MODE: Record<ExecutionMode, string> = {
  manual: "by hand",
  scheduled: "on schedule",
  system: "by the system",
  relaunch: "relaunch",
  child_workflow: "child of a run",
  recovered: "recovery",
  trigger: "by a trigger",
  unknown: "unknown",
};

/** The facts of the header line, most wanted first; those that are empty are left to `moreFacts`. */
export function mainFacts(execution: Execution): Fact[] {
  const { launched, workflow, cluster, tags } = execution;
  const facts: (Fact | null)[] = [
    { label: "Version", value: <Mono text={workflow?.version ?? launched.version} /> },
    launched.kind === "task"
      ? { label: "Task", value: shortName(launched.name) }
      : {
          label: "Launch plan",
          value: (
            <Link
              prefetch={false}
              href={paths.launchEntity(launched)}
              title={launched.name}
              className="text-accent-text hover:underline"
            >
              {shortName(launched.name)}
            </Link>
          ),
        },
    { label: "Trigger", value: <Trigger execution={execution} /> },
    { label: "Started", value: <Moment ms={execution.startedMs ?? execution.createdMs} /> },
    cluster === "" ? null : { label: "Cluster", value: cluster },
    tags.length === 0 ? null : { label: "Tags", value: <Tags tags={tags} /> },
  ];
  return facts.filter((fact) => fact !== null);
}

/** All that FlyteAdmin tells of an execution beyond the header line; what it left empty reads as a dash. */
export function moreFacts(execution: Execution): Fact[] {
  const { launched, workflow, parent, reference, securityContext } = execution;
  return [
    { label: "Workflow", value: <Mono text={workflow?.name ?? "—"} /> },
    {
      label: launched.kind === "task" ? "Launched task" : "Launched",
      value: <Mono text={`${launched.name} ${launched.version}`} />,
    },
    { label: "Principal", value: <Mono text={execution.principal} /> },
    { label: "Created", value: <Moment ms={execution.createdMs} /> },
    { label: "Updated", value: <Moment ms={execution.updatedMs} /> },
    { label: "Scheduled for", value: <Moment ms={execution.scheduledMs} /> },
    { label: "Repeats", value: reference === null ? "—" : <RunLink run={reference} /> },
    {
      label: "Parent",
      value: parent === null ? "—" : <NodeLink execution={parent.execution} nodeId={parent.nodeId} />,
    },
    { label: "Nesting", value: String(execution.nesting) },
    { label: "Cluster", value: <Mono text={execution.cluster} /> },
    { label: "Cluster label", value: <Mono text={execution.clusterLabel} /> },
    {
      label: "Max parallelism",
      value: execution.maxParallelism === 0 ? "as the platform says" : String(execution.maxParallelism),
    },
    { label: "Interruptible", value: ternary(execution.interruptible) },
    { label: "Overwrite cache", value: execution.overwriteCache ? "yes" : "no" },
    { label: "Archived", value: execution.archived ? "yes" : "no" },
    { label: "IAM role", value: <Mono text={securityContext.iamRole} /> },
    { label: "Service account", value: <Mono text={securityContext.serviceAccount} /> },
    { label: "Raw output prefix", value: <Mono text={execution.rawOutputPrefix} /> },
    { label: "Outputs at", value: <Mono text={execution.outputUri} /> },
    { label: "Tags", value: execution.tags.length === 0 ? "—" : <Tags tags={execution.tags} /> },
    { label: "Labels", value: <Pairs pairs={execution.labels} /> },
    { label: "Annotations", value: <Pairs pairs={execution.annotations} /> },
    { label: "Environment", value: <Pairs pairs={execution.envs} /> },
  ];
}

const ternary = (value: boolean | null): string => (value === null ? "as registered" : value ? "yes" : "no");

function Mono({ text }: { text: string }) {
  return text === "" ? "—" : <span className="mono">{text}</span>;
}

function Trigger({ execution: { mode, reference, parent } }: { execution: Execution }) {
  const from = mode === "child_workflow" ? (parent?.execution ?? null) : reference;
  if (from === null) return MODE[mode];
  const words = mode === "child_workflow" ? "child of" : mode === "recovered" ? "recovery of" : "relaunch of";
  return (
    <>
      {words} <RunLink run={from} />
    </>
  );
}

function RunLink({ run }: { run: ExecutionRef }) {
  return (
    <Link prefetch={false} href={paths.execution(run)} className="mono text-accent-text hover:underline">
      {run.name}
    </Link>
  );
}

function NodeLink({ execution, nodeId }: { execution: ExecutionRef; nodeId: string }) {
  return (
    <Link prefetch={false} href={paths.node({ execution, nodeId })} className="mono text-accent-text hover:underline">
      {`${execution.name} / ${nodeId}`}
    </Link>
  );
}

function Tags({ tags }: { tags: readonly string[] }) {
  return (
    <span className="inline-flex flex-wrap gap-1">
      {tags.map((tag) => (
        <Tag key={tag}>{tag}</Tag>
      ))}
    </span>
  );
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
