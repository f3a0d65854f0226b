import type { LiveSnapshot } from "@/lib/core/live/types";
import { isTerminalExecution } from "@/lib/core/phase";
import type { Missed } from "./live-view";

/** What was held when the view went blind: enough to say later what changed, small enough to keep for any run. */
export type Held = { sinceMs: number; phases: ReadonlyMap<string, string>; ended: boolean };

const fingerprint = (node: LiveSnapshot["nodes"][number]): string => `${node.phase} ${node.updatedMs ?? ""}`;

export function holdForLater(snapshot: LiveSnapshot, sinceMs: number): Held {
  return {
    sinceMs,
    phases: new Map(snapshot.nodes.map((node) => [node.nodeId, fingerprint(node)])),
    ended: isTerminalExecution(snapshot.execution.phase),
  };
}

/** Compares what is held now with what was held then; boundary nodes are not counted, as no view shows them. */
export function missedSince(held: Held, snapshot: LiveSnapshot, awayMs: number): Missed {
  const changed = snapshot.nodes.filter(
    (node) => !node.isBoundary && held.phases.get(node.nodeId) !== fingerprint(node),
  ).length;
  return { awayMs, changed, ended: !held.ended && isTerminalExecution(snapshot.execution.phase) };
}
