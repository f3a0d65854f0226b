/** A graph as a scenario draws it; `entities.ts` makes Flyte's messages of it. */
export type Shape = { name: string; nodes: ShapeNode[] };

export type ShapeNode = { id: string; after: string[] } & (
  | { kind: "task" }
  | { kind: "sub" | "dynamic"; shape: Shape }
  /** `from` is the node whose list is mapped; without it the list stands in the workflow. */
  | { kind: "map"; items: number; from?: string }
  | { kind: "spread"; items: number }
);

/** All different graphs of a kind below a shape, each once, by name. */
export function shapesBelow(shape: Shape, kind: "sub" | "dynamic"): Shape[] {
  const found = new Map<string, Shape>();
  const visit = ({ nodes }: Shape): void => {
    for (const node of nodes) {
      if (node.kind !== "sub" && node.kind !== "dynamic") continue;
      if (node.kind === kind) found.set(node.shape.name, node.shape);
      visit(node.shape);
    }
  };
  visit(shape);
  return [...found.values()];
}
