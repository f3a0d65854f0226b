import { at } from "./at";
import { countCrossings, positionsOf } from "./crossings";
import type { Layers } from "./layers";

/** Swapping neighbours is quadratic in their edges: beyond this product a swap cannot pay for its counting. */
const MAX_SWAP_COST = 900;
const MAX_ITEMS_TO_SWAP = 2_500;
const PATIENCE = 4;

/**
 * Orders the items of every rank so that few edges cross: sweeps down and up that sort each rank by the mean place of its
 * neighbours, swaps of neighbours while they help, the best order seen is kept. The number of sweeps depends on size only,
 * never on the clock, so the same graph always looks the same.
 */
export function orderRanks(layers: Layers): void {
  const positions = positionsOf(layers);
  const sweeps = sweepsFor(layers.rankOf.length);
  let best = copyOf(layers.ranks);
  let fewest = countCrossings(layers, positions);
  let worse = 0;
  for (let sweep = 0; sweep < sweeps && fewest > 0 && worse < PATIENCE; sweep++) {
    sortRanks(layers, positions, sweep % 2 === 0 ? "down" : "up");
    if (layers.rankOf.length <= MAX_ITEMS_TO_SWAP) swapNeighbours(layers, positions);
    const crossings = countCrossings(layers, positions);
    if (crossings < fewest) {
      fewest = crossings;
      best = copyOf(layers.ranks);
      worse = 0;
    } else worse++;
  }
  layers.ranks = best;
}

function sweepsFor(items: number): number {
  if (items < 5_000) return 20;
  return items < 30_000 ? 10 : 5;
}

const copyOf = (ranks: readonly number[][]): number[][] => ranks.map((rank) => rank.slice());

function sortRanks(layers: Layers, positions: Int32Array, way: "down" | "up"): void {
  const { ranks } = layers;
  const neighbours = way === "down" ? layers.up : layers.down;
  for (let step = 1; step < ranks.length; step++) {
    const rank = ranks[way === "down" ? step : ranks.length - 1 - step] ?? [];
    sortRank(rank, neighbours, positions);
    rank.forEach((item, index) => (positions[item] = index));
  }
}

/** Items without neighbours keep their places, the others share the rest in the order of their neighbours' mean. */
function sortRank(rank: number[], neighbours: readonly number[][], positions: Int32Array): void {
  const movable: { item: number; mean: number }[] = [];
  for (const item of rank) {
    const near = neighbours[item] ?? [];
    if (near.length === 0) continue;
    let sum = 0;
    for (const other of near) sum += at(positions, other);
    movable.push({ item, mean: sum / near.length });
  }
  movable.sort((a, b) => a.mean - b.mean || at(positions, a.item) - at(positions, b.item));
  let next = 0;
  for (let index = 0; index < rank.length; index++) {
    const item = at(rank, index);
    if ((neighbours[item]?.length ?? 0) > 0) rank[index] = movable[next++]?.item ?? item;
  }
}

function swapNeighbours({ ranks, up, down }: Layers, positions: Int32Array): void {
  for (const rank of ranks) {
    for (let index = 0; index + 1 < rank.length; index++) {
      const [left = 0, right = 0] = [rank[index], rank[index + 1]];
      const gain =
        gainOfSwap(up[left] ?? [], up[right] ?? [], positions) +
        gainOfSwap(down[left] ?? [], down[right] ?? [], positions);
      if (gain <= 0) continue;
      rank[index] = right;
      rank[index + 1] = left;
      positions[right] = index;
      positions[left] = index + 1;
    }
  }
}

/** Crossings of the edges of two neighbours as they stand, less those after a swap. */
function gainOfSwap(left: readonly number[], right: readonly number[], positions: Int32Array): number {
  if (left.length * right.length > MAX_SWAP_COST) return 0;
  let gain = 0;
  for (const a of left) for (const b of right) gain += Math.sign(at(positions, a) - at(positions, b));
  return gain;
}
