import type { FlyteError } from "@/lib/core/execution";
import type { Attempt, NodeRow } from "@/lib/core/node";
import { isTerminalNode } from "@/lib/core/phase";
import type { EntityRef } from "@/lib/core/refs";
import { DataTab } from "./data-tab";
import { DeckTab } from "./deck-tab";
import { HistoryTab } from "./history-tab";
import { LogsTab } from "./logs-tab";
import type { NodeDrawerProps } from "./node-drawer";
import { type AttemptsView, OverviewTab } from "./overview-tab";
import { TaskTab } from "./task-tab";
import { TimingTab } from "./timing-tab";

/** What the chosen tab of a node's drawer shows. */
export function DrawerBody({
  tab,
  attemptsView,
  error,
  shown,
  task,
  ...props
}: NodeDrawerProps & {
  attemptsView: AttemptsView;
  error: FlyteError | null;
  /** The chosen attempt, null where there is none. */
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
      return <DataTab key={`${node.path} ${tab}`} execution={execution} node={node} task={task} side={tab} />;
    case "logs":
      return <LogsTab execution={execution} attempts={attemptsView.attempts} attempt={shown} onAttempt={onAttempt} />;
    case "timing":
      return <TimingTab node={node} attempts={attemptsView.attempts} clockMs={nowMs} />;
    case "task":
      return task === null ? null : <TaskTab task={task} node={node} run={props.run} />;
    case "deck":
    case "history":
      return node.row === null ? null : <OfRow {...props} tab={tab} row={node.row} />;
  }
}

/** Tabs of a node that Flyte has a row of. */
function OfRow({ tab, row, execution, node }: NodeDrawerProps & { tab: "deck" | "history"; row: NodeRow }) {
  return tab === "deck" ? (
    <DeckTab execution={execution} row={row} name={node.name} />
  ) : (
    <HistoryTab execution={execution} nodeId={row.nodeId} ended={isTerminalNode(node.phase)} />
  );
}
