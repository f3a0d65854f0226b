import { isTerminalNode, type NodePhase } from "../phase";
import type { LevelState } from "./absent-phase";

export type GroupFacts = {
  phase: NodePhase;
  hasRow: boolean;
  isBranch: boolean;
  /** Flyte says that it has children. */
  isParent: boolean;
  /** Rows of its children are here; boundary rows count, as they prove that the level was read. */
  isRead: boolean;
  /** Some child other than the boundary has a row. */
  hasChildRow: boolean;
  /** The execution has ended. */
  ended: boolean;
};

const RAN: ReadonlySet<NodePhase> = new Set(["succeeded", "failed", "timed_out"]);

/**
 * What a group says of its children without a row. Flyte writes a row for the arm that a branch takes and none for the
 * others, so one row decides all; a branch that finished without any (no arm fits) took none of them.
 */
export function levelState(group: GroupFacts): LevelState {
  if (group.phase === "skipped") return "chosen";
  if (isUnread(group)) return "unread";
  if (group.isBranch && (group.hasChildRow || RAN.has(group.phase))) return "chosen";
  if (group.ended) return "over";
  return group.hasRow && isTerminalNode(group.phase) ? "over" : "open";
}

/** A parent that ran has rows below it: when none is here, the level was not read yet. */
function isUnread({ phase, hasRow, isParent, isRead }: GroupFacts): boolean {
  if (!hasRow) return phase === "unknown";
  return isParent && !isRead && RAN.has(phase);
}
