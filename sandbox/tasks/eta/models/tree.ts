import { total } from "@/sandbox/tasks/eta/table";

const BINS = 32;
const MIN_LEAF = 8;
/** A split must beat the best one so far by more than rounding noise: equal splits keep the first. */
const MARGIN = 1 + 1e-9;

export type Tree = { value: number } | { feature: number; threshold: number; left: Tree; right: Tree };

/** Up to BINS - 1 thresholds, taken from the values themselves (no interpolation). */
export function binEdges(values: readonly number[]): number[] {
  const ordered = Float64Array.from(values).sort();
  const picked = new Set<number>();
  for (let index = 1; index < BINS; index += 1) picked.add(ordered[Math.floor((index * ordered.length) / BINS)] ?? 0);
  const last = ordered.at(-1) ?? 0;
  return [...picked].filter((edge) => edge < last).toSorted((a, b) => a - b);
}

/** For each value the number of edges below it: value <= edges[b] exactly when its bin <= b. */
export function toBins(values: readonly number[], edges: readonly number[]): Uint8Array {
  return Uint8Array.from(values, (value) => {
    let low = 0;
    let high = edges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((edges[middle] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  });
}

export type Binned = { bins: readonly Uint8Array[]; edges: readonly (readonly number[])[] };

/** Grows a tree on the given rows. */
export function grow(data: Binned, target: Float64Array, rows: readonly number[], depth: number): Tree {
  const split = depth > 0 && rows.length >= 2 * MIN_LEAF ? bestSplit(data, target, rows) : null;
  if (split === null) return { value: total(rows.map((row) => target[row] ?? 0)) / rows.length };
  const bins = data.bins[split.feature] ?? new Uint8Array();
  const goesLeft = (row: number) => (bins[row] ?? 0) <= split.index;
  return {
    feature: split.feature,
    threshold: data.edges[split.feature]?.[split.index] ?? 0,
    left: grow(data, target, rows.filter(goesLeft), depth - 1),
    right: grow(
      data,
      target,
      rows.filter((row) => !goesLeft(row)),
      depth - 1,
    ),
  };
}

type Split = { feature: number; index: number };

/** The feature and bin with the largest fall of squared error, if any is worth it. */
function bestSplit({ bins, edges }: Binned, target: Float64Array, rows: readonly number[]): Split | null {
  const whole = total(rows.map((row) => target[row] ?? 0));
  let best = 1e-9;
  let found: Split | null = null;
  for (const [feature, cuts] of edges.entries()) {
    const { counts, sums } = histogram(bins[feature] ?? new Uint8Array(), target, rows);
    let leftCount = 0;
    let leftSum = 0;
    for (let index = 0; index < cuts.length; index += 1) {
      leftCount += counts[index] ?? 0;
      leftSum += sums[index] ?? 0;
      const rightCount = rows.length - leftCount;
      const rightSum = whole - leftSum;
      if (leftCount < MIN_LEAF || rightCount < MIN_LEAF) continue;
      const gain = leftSum ** 2 / leftCount + rightSum ** 2 / rightCount - whole ** 2 / rows.length;
      if (gain > best * MARGIN) {
        best = gain;
        found = { feature, index };
      }
    }
  }
  return found;
}

function histogram(bins: Uint8Array, target: Float64Array, rows: readonly number[]) {
  const counts = new Uint32Array(BINS);
  const sums = new Float64Array(BINS);
  for (const row of rows) {
    const bin = bins[row] ?? 0;
    counts[bin] = (counts[bin] ?? 0) + 1;
    sums[bin] = (sums[bin] ?? 0) + (target[row] ?? 0);
  }
  return { counts, sums };
}

export function predictTree(tree: Tree, row: readonly number[]): number {
  let node = tree;
  while (!("value" in node)) node = (row[node.feature] ?? 0) <= node.threshold ? node.left : node.right;
  return node.value;
}
