import type { NodeLine } from "./node-lines";

/** Where a key leads: the row that becomes active, and whether it is opened as a node or as a group. */
export type Step = { path: string; open: boolean; toggle: boolean };

/**
 * The keys of a tree: up and down (also `j` and `k`), Home and End, left and right to close, open and change level, Enter
 * and space to open the node. Null for any other key, and where there is no way on.
 */
export function nextStep(key: string, lines: readonly NodeLine[], active: number): Step | null {
  const go = (index: number): Step | null => {
    const line = lines[index];
    return line === undefined ? null : { path: line.node.path, open: false, toggle: false };
  };
  const here = lines[active];
  switch (key) {
    case "ArrowDown":
    case "j":
      return go(Math.min(active + 1, lines.length - 1));
    case "ArrowUp":
    case "k":
      return go(Math.max(active - 1, 0));
    case "Home":
      return go(0);
    case "End":
      return go(lines.length - 1);
    case "ArrowRight":
      return intoGroup(here, () => go(active + 1));
    case "ArrowLeft":
      return outOfGroup(lines, active);
    default:
      return here !== undefined && (key === "Enter" || key === " ")
        ? { path: here.node.path, open: true, toggle: false }
        : null;
  }
}

function intoGroup(line: NodeLine | undefined, down: () => Step | null): Step | null {
  if (line === undefined || !line.isParent) return null;
  return line.isOpen ? down() : { path: line.node.path, open: false, toggle: true };
}

function outOfGroup(lines: readonly NodeLine[], active: number): Step | null {
  const line = lines[active];
  if (line === undefined) return null;
  if (line.isOpen) return { path: line.node.path, open: false, toggle: true };
  for (let index = active - 1; index >= 0; index -= 1) {
    const above = lines[index];
    if (above !== undefined && above.depth < line.depth) return { path: above.node.path, open: false, toggle: false };
  }
  return null;
}
