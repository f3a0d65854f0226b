"use client";

import { X } from "lucide-react";
import { nodeKindText } from "@/components/nodes/node-kind";
import { PhaseGlyph } from "@/components/shell/phase-glyph";
import { IconButton } from "@/components/ui/icon-button";
import { Tabs } from "@/components/ui/tabs";
import { Tag } from "@/components/ui/tag";
import type { Execution } from "@/lib/core/execution";
import type { TreeNode } from "@/lib/core/graph/tree";
import type { Attempt } from "@/lib/core/node";
import type { EntityRef, ExecutionRef } from "@/lib/core/refs";
import { SIDE_CLASS } from "../side-class";
import type { DrawerTab } from "../use-view-state";
import { useWholeError } from "../use-whole-error";
import { DrawerBody } from "./drawer-body";
import { drawerTabs } from "./drawer-tabs";
import { useAttempts } from "./use-attempts";

export type NodeDrawerProps = {
  execution: ExecutionRef;
  /** The run that the node is of, null while only its name is known. */
  run: Execution | null;
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
  const tabs = drawerTabs(node, attemptsView.attempts, task);
  const shownTab = tabs.some(({ id }) => id === tab) ? tab : "overview";
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
      <Tabs label="About this node" tabs={tabs} value={shownTab} onChange={onTab}>
        <DrawerBody {...props} tab={shownTab} attemptsView={attemptsView} error={error} shown={attempt} task={task} />
      </Tabs>
    </aside>
  );
}

const chosenAttempt = (attempts: readonly Attempt[] | null, number: number | null): Attempt | null =>
  attempts?.find((attempt) => attempt.number === number) ?? attempts?.at(-1) ?? null;

function taskOf({ graphNode }: TreeNode, attempt: Attempt | null): EntityRef | null {
  if (attempt !== null && attempt.task.name !== "") return attempt.task;
  return graphNode?.kind === "task" || graphNode?.kind === "array" ? graphNode.task : null;
}
