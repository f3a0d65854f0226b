import { at } from "./at";
import { assignRanks, type LevelEdges } from "./ranks";

/**
 * A level in ranks, with a bend item on every rank that a long edge passes. Items below `nodes` are the level's nodes,
 * the others are bends; neighbours are items of the next rank (`down`) and of the one before (`up`).
 */
export type Layers = {
  nodes: number;
  rankOf: number[];
  /** Items of each rank, left to right. */
  ranks: number[][];
  up: number[][];
  down: number[][];
  /** Items an edge passes, source and target included; of an edge without bends only these two. */
  chains: number[][];
};

/**
 * Bends cost time and memory as the sum of all spans (134,000 for 10,000 nodes in 1,050 ranks, 0.6 s); a dense graph of
 * 1,000 nodes would make a hundred million. Beyond this many the longest edges go straight.
 */
const MAX_BENDS = 150_000;

export function makeLayers(nodes: number, edges: LevelEdges): Layers {
  const ranks = assignRanks(nodes, edges);
  const rankOf = Array.from(ranks);
  const up: number[][] = Array.from({ length: nodes }, () => []);
  const down: number[][] = Array.from({ length: nodes }, () => []);
  const longest = longestWithBends(ranks, edges);
  const chains = edges.source.map((from, edge) => {
    const to = edges.target[edge] ?? from;
    const span = at(ranks, to) - at(ranks, from);
    if (span < 1 || span > longest) return [from, to];
    const chain = [from];
    for (let step = 1; step < span; step++) {
      chain.push(rankOf.length);
      rankOf.push(at(ranks, from) + step);
      up.push([]);
      down.push([]);
    }
    chain.push(to);
    for (let index = 1; index < chain.length; index++) {
      const [before = 0, after = 0] = [chain[index - 1], chain[index]];
      down[before]?.push(after);
      up[after]?.push(before);
    }
    return chain;
  });
  return { nodes, rankOf, ranks: firstOrder(rankOf, up, down), up, down, chains };
}

/** The longest span that still gets bends, so that all together stay below the limit. */
function longestWithBends(ranks: Int32Array, { source, target }: LevelEdges): number {
  const spans = source.map((from, edge) => (ranks[target[edge] ?? from] ?? 0) - at(ranks, from));
  spans.sort((a, b) => a - b);
  let bends = 0;
  for (const span of spans) {
    bends += Math.max(0, span - 1);
    if (bends > MAX_BENDS) return span - 1;
  }
  return Number.POSITIVE_INFINITY;
}

/** Items in the order a walk down the flow meets them: what belongs together starts side by side. */
function firstOrder(rankOf: readonly number[], up: readonly number[][], down: readonly number[][]): number[][] {
  const ranks: number[][] = [];
  const seen = new Uint8Array(rankOf.length);
  const walk = (start: number) => {
    const open = [start];
    for (let item = open.pop(); item !== undefined; item = open.pop()) {
      if (seen[item] === 1) continue;
      seen[item] = 1;
      const rank = at(rankOf, item);
      while (ranks.length <= rank) ranks.push([]);
      ranks[rank]?.push(item);
      const next = down[item] ?? [];
      for (let index = next.length - 1; index >= 0; index--) open.push(at(next, index));
    }
  };
  for (let item = 0; item < rankOf.length; item++) if ((up[item]?.length ?? 0) === 0) walk(item);
  for (let item = 0; item < rankOf.length; item++) walk(item);
  return ranks;
}
