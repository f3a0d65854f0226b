import { Random } from "@/sandbox/scale/random";
import type { Shape, ShapeNode } from "./shape";

/** Flyte refuses more nodes in one graph. */
const MOST_IN_LEVEL = 100;
const RANKS = 5;

type Body = ShapeNode extends infer Each ? (Each extends ShapeNode ? Omit<Each, "id" | "after"> : never) : never;
const TASK: Body = { kind: "task" };

/** Nodes in a few ranks; each waits for one to three of the rank before. */
function ranked(name: string, seed: number, bodies: readonly Body[], ranks = RANKS): Shape {
  if (bodies.length > MOST_IN_LEVEL) throw new Error(`${name} has ${bodies.length} nodes in one level`);
  const random = new Random(seed);
  const width = Math.ceil(bodies.length / ranks);
  const nodes = bodies.map((body, index): ShapeNode => {
    const rank = Math.floor(index / width);
    const after = new Set<string>();
    const upstream = rank === 0 ? 0 : 1 + random.below(3);
    for (let each = 0; each < upstream; each += 1) after.add(`n${(rank - 1) * width + random.below(width)}`);
    return { id: `n${index}`, after: [...after], ...body };
  });
  return { name, nodes };
}

const many = (count: number, body: Body = TASK): Body[] => Array.from({ length: count }, () => body);

/** 50 nodes in one level. */
export const shapeF1 = (seed: number): Shape => ranked("scale.small.fifty_steps", seed, many(50));

/** 1,000 nodes on 3 levels: 9 sub-workflows of 10 sub-workflows of 10 tasks, and 10 tasks beside them. */
export function shapeF2(seed: number): Shape {
  const inner = ranked("scale.levels.ten_steps", seed + 1, many(10), 3);
  const middle = ranked("scale.levels.ten_parts", seed + 2, many(10, { kind: "sub", shape: inner }), 3);
  return ranked("scale.levels.three_levels", seed, [...many(9, { kind: "sub", shape: middle }), TASK], 3);
}

/** 10,000 nodes: a third items of maps, the rest in sub-workflows (of sub-workflows) and dynamics. */
export function shapeF3(seed: number): Shape {
  const variants = [0, 1, 2];
  const subs = variants.map((variant) => {
    const part = ranked(`scale.wide.part_${variant}`, seed + 10 + variant, many(9), 3);
    return ranked(`scale.wide.region_${variant}`, seed + 20 + variant, many(10, { kind: "sub", shape: part }), 2);
  });
  const dynamics = variants.map((variant) => ranked(`scale.wide.grown_${variant}`, seed + 30 + variant, many(100)));
  const bodies = Array.from({ length: 100 }, (_, index): Body => {
    if (index % 3 === 0) return { kind: "map", items: 98 };
    const variant = Math.floor(index / 3) % variants.length;
    const [sub, dynamic] = [subs[variant], dynamics[variant]];
    if (index % 3 === 1 && sub !== undefined) return { kind: "sub", shape: sub };
    return dynamic === undefined ? TASK : { kind: "dynamic", shape: dynamic };
  });
  return ranked("scale.wide.ten_thousand", seed, bodies, 2);
}

/** One map of `items` items between what makes the list and what reads the results. */
export const shapeF4 = (items: number): Shape => ({
  name: "scale.maps.one_map",
  nodes: [
    { id: "n0", after: [], kind: "spread", items },
    { id: "n1", after: ["n0"], kind: "map", items, from: "n0" },
    { id: "n2", after: ["n1"], kind: "task" },
  ],
});

/** One task. */
export const shapeOfOne = (name: string): Shape => ({ name, nodes: [{ id: "n0", after: [], kind: "task" }] });
