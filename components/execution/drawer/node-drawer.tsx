"use client";

import { X } from "lucide-react";
import { nodeKindText } from "@/components/nodes/node-kind";
import { PhaseGlyph } from "@/components/shell/phase-glyph";
import { IconButton } from "@/components/ui/icon-button";
import { Tabs } from "@/components/ui/tabs";
import { Tag } from "@/components/ui/tag";
import type { FlyteError } from "@/lib/core/execution";
import type { TreeNode } from "@/lib/core/graph/tree";
import type { Attempt } from "@/lib/core/node";
import type { EntityRef, ExecutionRef } from "@/lib/core/refs";
import { SIDE_CLASS } from "../side-class";
import type { DrawerTab } from "../use-view-state";
import { useWholeError } from "../use-whole-error";
import { DataTab } from "./data-tab";
import { LogsTab } from "./logs-tab";
import { type AttemptsView, OverviewTab } from "./overview-tab";
import { TaskTab } from "./task-tab";
import { useAttempts } from "./use-attempts";

export type NodeDrawerProps = {
  execution: ExecutionRef;
  node: TreeNode;
  /** Attempts as the live stream carries them; undefined while it does not. */
  liveAttempts: readonly Attempt[] | undefined;
  /** Why it waits, null where it does not or nobody knows. */
  waiting: string | null;
  /** The execution has ended. */
  ended: boolean;
  /** The stream has told all and was closed: it will not bring anything new. */
  settled: boolean;
  nowMs: number;
  tab: DrawerTab;
  /** Number of the chosen attempt, null for the last. */
  attempt: number | null;
  onTab: (tab: DrawerTab) => void;
  onAttempt: (number: number) => void;
  onClose: () => void;
};

/** Everything about one node, beside the views. */
export function NodeDrawer(props: NodeDrawerProps) {
  const { execution, node, tab, onTab, onClose } = props;
  const attemptsView = useAttempts(execution, node.row, props.liveAttempts, props.settled);
  const error = useWholeError(execution, node.row, props.ended);
  const attempt = chosenAttempt(attemptsView.attempts, props.attempt);
  const task = taskOf(node, attempt);
  const shownTab = tab === "task" && task === null ? "overview" : tab;
  return (
    <aside aria-label={`Node ${node.name}`} data-node-id={node.path} className={SIDE_CLASS}>
      <div className="flex min-h-10.5 items-center gap-2 px-3">
        <PhaseGlyph phase={node.phase} size={16} />
        <h2 className="min-w-0 truncate text-14 font-semibold" title={node.name}>
          {node.name}
        </h2>
        <Tag>{nodeKindText(node)}</Tag>
        <span className="flex-1" />
        <IconButton label="Close" shortcut="Esc" icon={<X size={14} />} onClick={onClose} />
      </div>
      <Tabs label="About this node" tabs={tabsOf(attemptsView.attempts, task)} value={shownTab} onChange={onTab}>
        <TabBody {...props} tab={shownTab} attemptsView={attemptsView} error={error} shown={attempt} task={task} />
      </Tabs>
    </aside>
  );
}

function TabBody({
  tab,
  attemptsView,
  error,
  shown,
  task,
  ...props
}: NodeDrawerProps & {
  attemptsView: AttemptsView;
  error: FlyteError | null;
  shown: Attempt | null;
  task: EntityRef | null;
}) {
  const { execution, node, nowMs, onAttempt } = props;
  switch (tab) {
    case "overview":
      return (
        <OverviewTab
          node={node}
          error={error}
          waiting={props.waiting}
          attemptsView={attemptsView}
          attempt={shown}
          nowMs={nowMs}
          onAttempt={onAttempt}
        />
      );
    case "inputs":
    case "outputs":
      return <DataTab key={`${node.path} ${tab}`} execution={execution} node={node} side={tab} />;
    case "logs":
      return <LogsTab execution={execution} attempts={attemptsView.attempts} attempt={shown} onAttempt={onAttempt} />;
    case "task":
      return task === null ? null : <TaskTab task={task} />;
  }
}

const chosenAttempt = (attempts: readonly Attempt[] | null, number: number | null): Attempt | null =>
  attempts?.find((attempt) => attempt.number === number) ?? attempts?.at(-1) ?? null;

function tabsOf(attempts: readonly Attempt[] | null, task: EntityRef | null) {
  const many = attempts !== null && attempts.length > 1 ? { count: attempts.length } : {};
  const tabs: { id: DrawerTab; label: string; count?: number }[] = [
    { id: "overview", label: "Overview", ...many },
    { id: "inputs", label: "Inputs" },
    { id: "outputs", label: "Outputs" },
    { id: "logs", label: "Logs" },
  ];
  if (task !== null) tabs.push({ id: "task", label: "Task" });
  return tabs;
}

function taskOf({ graphNode }: TreeNode, attempt: Attempt | null): EntityRef | null {
  if (attempt !== null && attempt.task.name !== "") return attempt.task;
  return graphNode?.kind === "task" || graphNode?.kind === "array" ? graphNode.task : null;
}
