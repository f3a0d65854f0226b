import type { NodePhase } from "../phase";
import type { TreeNode } from "./tree";

/**
 * What a level says of its nodes without a row: `open` they may still come, `over` they never will, `chosen` another way
 * was taken, `unread` their rows exist and were not read yet.
 */
export type LevelState = "open" | "over" | "chosen" | "unread";

const ABSENT = {
  open: "queued",
  over: "not_run",
  chosen: "skipped",
  unread: "unknown",
} as const satisfies Record<LevelState, NodePhase>;

/** Phase of a node without a row. A failure node waits for nothing: until something fails it is not run, not queued. */
export function absentPhase(level: LevelState, isFailure: boolean): NodePhase {
  return isFailure && level === "open" ? "not_run" : ABSENT[level];
}

/** Which phase of the children speaks for a group without a row of its own; the first that is present wins. */
const SPEAKING: readonly NodePhase[] = ["failed", "timed_out", "failing", "paused", "running", "aborted"];
const DONE: ReadonlySet<NodePhase> = new Set(["succeeded", "cached", "recovered", "skipped"]);

/** Phase of a group from its children: rows of children can arrive before the row of their parent. */
export function rollUpPhase(children: readonly TreeNode[] | null, absent: NodePhase): NodePhase {
  if (children === null) return absent;
  const present = new Set(children.filter((child) => child.row !== null).map((child) => child.phase));
  if (present.size === 0) return absent;
  const speaking = SPEAKING.find((phase) => present.has(phase));
  if (speaking !== undefined) return speaking;
  const isDone = children.every((child) => DONE.has(child.phase));
  return isDone ? "succeeded" : absent === "queued" ? "running" : absent;
}
