import type { TabItem } from "@/components/ui/tabs";
import type { TreeNode } from "@/lib/core/graph/tree";
import type { Attempt } from "@/lib/core/node";
import type { EntityRef } from "@/lib/core/refs";
import type { DrawerTab } from "../use-view-state";

/** The tabs of a node's drawer: those that can hold something. */
export function drawerTabs(
  { row }: TreeNode,
  attempts: readonly Attempt[] | null,
  task: EntityRef | null,
): TabItem<DrawerTab>[] {
  const many = attempts !== null && attempts.length > 1 ? { count: attempts.length } : {};
  const tabs: TabItem<DrawerTab>[] = [
    { id: "overview", label: "Overview", ...many },
    { id: "inputs", label: "Inputs" },
    { id: "outputs", label: "Outputs" },
    { id: "logs", label: "Logs" },
  ];
  if (row !== null) tabs.push({ id: "timing", label: "Timing" });
  if (task !== null) tabs.push({ id: "task", label: "Task" });
  if (row !== null && row.deckUri !== "") tabs.push({ id: "deck", label: "Deck" });
  if (row !== null) tabs.push({ id: "history", label: "History" });
  return tabs;
}
