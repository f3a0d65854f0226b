import type { ExecutionRef } from "@/lib/core/refs";

/** Where named values stand: of a node, or with `nodeId` null of the run itself. */
export type ValueHome = { execution: ExecutionRef; nodeId: string | null; side: "inputs" | "outputs" };

const SEGMENT = /^[A-Za-z0-9_-]+$/;

/**
 * The `flyte://` address of values, or of the one called `name`; null where Flyte's grammar cannot say it (it takes
 * letters, digits, `_` and `-` alone). Inputs of a run are what its start node gave, outputs what its end node got.
 */
export function flyteAddress({ execution, nodeId, side }: ValueHome, name: string | null): string | null {
  const own = side === "inputs" ? ["start-node", "o"] : ["end-node", "i"];
  const at = nodeId === null ? own : [nodeId, side === "inputs" ? "i" : "o"];
  const segments = [execution.project, execution.domain, execution.name, ...at, ...(name === null ? [] : [name])];
  return segments.every((segment) => SEGMENT.test(segment)) ? `flyte://v1/${segments.join("/")}` : null;
}
