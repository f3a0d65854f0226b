import { at } from "./at";
import type { Layers } from "./layers";

/** Position of each item within its rank. */
export function positionsOf({ ranks, rankOf }: Layers): Int32Array {
  const positions = new Int32Array(rankOf.length);
  for (const rank of ranks) rank.forEach((item, index) => (positions[item] = index));
  return positions;
}

/** Edge crossings between every two neighbouring ranks, counted with a Fenwick tree: O(edges × log items). */
export function countCrossings({ ranks, down }: Layers, positions: Int32Array): number {
  let crossings = 0;
  for (let rank = 0; rank + 1 < ranks.length; rank++) {
    const size = ranks[rank + 1]?.length ?? 0;
    const tree = new Int32Array(size + 1);
    let before = 0;
    for (const item of ranks[rank] ?? []) {
      const ends = (down[item] ?? []).map((end) => at(positions, end));
      for (const end of ends) crossings += before - sumUpTo(tree, end + 1);
      for (const end of ends) {
        for (let index = end + 1; index <= size; index += index & -index) tree[index] = at(tree, index) + 1;
        before++;
      }
    }
  }
  return crossings;
}

function sumUpTo(tree: Int32Array, end: number): number {
  let sum = 0;
  for (let index = end; index > 0; index -= index & -index) sum += at(tree, index);
  return sum;
}
