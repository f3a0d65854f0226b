import { mean, total, zipped } from "./table";

export function absoluteErrors(actual: readonly number[], predicted: readonly number[]): number[] {
  return zipped(actual, predicted, (a, b) => Math.abs(a - b));
}

/** The smallest value that at least `share` of the values do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const ordered = values.toSorted((a, b) => a - b);
  return ordered[Math.min(ordered.length - 1, Math.ceil(share * ordered.length) - 1)] ?? 0;
}

/** Mean actual over mean predicted, in groups of rising prediction: 1 is perfect. */
export function calibration(actual: readonly number[], predicted: readonly number[], groups = 5): number[] {
  const order = Array.from(predicted.keys()).toSorted((a, b) => (predicted[a] ?? 0) - (predicted[b] ?? 0));
  const bounds = Array.from({ length: groups + 1 }, (_, index) => Math.floor((index * order.length) / groups));
  return bounds.slice(0, -1).flatMap((start, index) => {
    const part = order.slice(start, bounds[index + 1]);
    if (part.length === 0) return [];
    return [mean(part.map((row) => actual[row] ?? 0)) / mean(part.map((row) => predicted[row] ?? 0))];
  });
}

/** Intercept and slope of the least-squares line actual = a + b * predicted. */
export function lineThrough(predicted: readonly number[], actual: readonly number[]): [number, number] {
  const [x, y] = [mean(predicted), mean(actual)];
  const together = mean(zipped(predicted, actual, (a, b) => (a - x) * (b - y)));
  const slope = together / Math.max(1e-12, mean(predicted.map((value) => (value - x) ** 2)));
  return [y - slope * x, slope];
}

/** Weights that are positive, sum to 1 and lower the squared error: exponentiated gradient steps. */
export function blendWeights(actual: readonly number[], columns: readonly (readonly number[])[], steps = 60): number[] {
  let weights = columns.map(() => 1 / columns.length);
  const middle = mean(actual);
  const unit = Math.max(1e-12, mean(actual.map((value) => (value - middle) ** 2)));
  for (let step = 0; step < steps; step += 1) {
    const mixed = mixedColumns(weights, columns);
    const rest = zipped(actual, mixed, (a, b) => a - b);
    const slopes = columns.map((values) => (-2 * mean(zipped(rest, values, (a, b) => a * b))) / unit);
    const lowest = Math.min(...slopes);
    weights = weights.map((weight, index) => weight * Math.exp(-0.5 * ((slopes[index] ?? 0) - lowest)));
    const sum = total(weights);
    weights = weights.map((weight) => weight / sum);
  }
  return weights;
}

export function mixedColumns(weights: readonly number[], columns: readonly (readonly number[])[]): number[] {
  return (columns[0] ?? []).map((_, row) => {
    let sum = 0;
    for (const [index, weight] of weights.entries()) sum += weight * (columns[index]?.[row] ?? 0);
    return sum;
  });
}
