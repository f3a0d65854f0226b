import { formatTimeOfDay, type Zone } from "@/lib/core/format/moment";
import type { TreeNode } from "@/lib/core/graph/tree";
import type { Attempt } from "@/lib/core/node";
import type { NodePhase } from "@/lib/core/phase";
import type { NodeParts } from "@/lib/core/time/node-parts";
import { sumParts } from "@/lib/core/time/time-part";
import { partWord } from "../part-word";
import { timeText } from "../time-text";

const WITHOUT_TIME: Partial<Record<NodePhase, string>> = {
  skipped: "skipped: another arm was taken",
  not_run: "not run",
  unknown: "not read yet",
};

/** What stands in the place of a bar; empty for a node whose turn has not come. */
export const absentText = ({ phase }: TreeNode): string => WITHOUT_TIME[phase] ?? "";

const FROM_BEFORE: Partial<Record<NodePhase, string>> = { cached: "cached", recovered: "recovered" };

/** What stands beside a bar: how long, and what its length alone does not tell. */
export function barText(node: TreeNode, { span }: NodeParts, attempts: readonly Attempt[] = []): string {
  const before = FROM_BEFORE[node.phase];
  if (before !== undefined) return before;
  const items = new Set(attempts.at(-1)?.items.map(({ index }) => index)).size;
  const tries = Math.max(attempts.length, node.earlier.length + 1);
  return [
    timeText(span.toMs - span.fromMs),
    node.phase === "queued" ? "queued" : "",
    node.kind === "gate" ? (UNANSWERED[node.phase] ?? "") : "",
    items > 0 ? `${items} items` : "",
    tries > 1 ? `${tries} attempts` : "",
  ]
    .filter((part) => part !== "")
    .join(", ");
}

const UNANSWERED: Partial<Record<NodePhase, string>> = {
  paused: "no answer yet",
  aborted: "no answer",
  timed_out: "no answer",
};

/** `slack 4m 01s`; empty where there is none to tell. */
export const slackText = (slackMs: number | null): string => (slackMs === null ? "" : `slack ${timeText(slackMs)}`);

/** The bar in words, for hover and for those who do not see it. */
export function barSentence(
  node: TreeNode,
  parts: NodeParts,
  { zone, onPath, slackMs }: { zone: Zone; onPath: boolean; slackMs: number | null },
): string {
  const { span, segments } = parts;
  const isGroup = (node.children?.length ?? 0) > 0;
  const said = [`${formatTimeOfDay(span.fromMs, zone)} to ${formatTimeOfDay(span.toMs, zone)}`];
  if (!isGroup) said.push(...sumParts(segments).map(({ part, ms }) => `${partWord(part)} ${timeText(ms)}`));
  if (onPath) said.push("on the critical path");
  else if (slackMs !== null) said.push(`could be ${timeText(slackMs)} slower without effect on the run`);
  return said.join(", ");
}
