import { at } from "./at";
/**
 * Places that keep an order and a least distance and are as near as possible to what each wants, by least squares. With
 * the distances taken off this is isotonic regression, solved by pooling adjacent violators in O(n).
 *
 * @param wanted where each would like to be
 * @param weights how much each insists, all above 0
 * @param offsets running sum of the least distances; the first is 0
 */
export function placeInOrder(
  wanted: readonly number[],
  weights: readonly number[],
  offsets: readonly number[],
): number[] {
  const pools: { sum: number; weight: number; count: number }[] = [];
  for (let index = 0; index < wanted.length; index++) {
    const weight = weights[index] ?? 1;
    let pool = { sum: (at(wanted, index) - at(offsets, index)) * weight, weight, count: 1 };
    for (let last = pools.at(-1); last !== undefined; last = pools.at(-1)) {
      if (last.sum / last.weight <= pool.sum / pool.weight) break;
      pool = { sum: pool.sum + last.sum, weight: pool.weight + last.weight, count: pool.count + last.count };
      pools.pop();
    }
    pools.push(pool);
  }
  const places: number[] = [];
  for (const { sum, weight, count } of pools) {
    for (let index = 0; index < count; index++) places.push(sum / weight + at(offsets, places.length));
  }
  return places;
}
