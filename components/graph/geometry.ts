/**
 * Shapes and places of a graph, all in pixels of the graph's own plane (y grows downward, zoom 1). Nothing here knows
 * Flyte, phases or React: a structure goes into layout, geometry comes out, drawing reads geometry.
 */
export type Direction = "down" | "right";

export type EdgeKind = "value" | "order" | "failure";

/** What is laid out: one level of nodes whose edges join siblings. `inside` is the content of a group that is open. */
export type Structure = { nodes: StructureNode[]; edges: StructureEdge[] };

/** For an open group `width` and `height` are the least it needs (its head); else the card's own size. */
export type StructureNode = { id: string; width: number; height: number; inside: Structure | null };

/** `source` and `target` are ids of nodes of the same level; an edge that names another node is not drawn. */
export type StructureEdge = { source: string; target: string; kind: EdgeKind };

export type Box = {
  id: string;
  /** Id of the group it stands in, null at the top. */
  parent: string | null;
  x: number;
  y: number;
  width: number;
  height: number;
  /** Groups around it. */
  depth: number;
  /** Place along the flow within its level, from 0. */
  rank: number;
  isGroup: boolean;
};

/** `points` are x0, y0, x1, y1, … from the source's border to the target's. */
export type Route = StructureEdge & { points: number[] };

export type Geometry = {
  width: number;
  height: number;
  /** In reading order: a group comes before what is in it, levels go along the flow. */
  boxes: Box[];
  routes: Route[];
  direction: Direction;
};

/** Room that a group keeps around its content; its head is the first row. */
export const GROUP_HEAD = 26;
export const GROUP_PAD = 10;
