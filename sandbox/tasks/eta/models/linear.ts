import { mean } from "@/sandbox/tasks/eta/table";
import { fitScale, type Scale, scaled } from "./scale";

export type Linear = Scale & { kind: "linear"; intercept: number; weights: number[] };
type Rows = readonly (readonly number[])[];

/** Ridge regression by its normal equations. */
export function fitLinear(features: Rows, target: readonly number[], ridge: number): Linear {
  const scale = fitScale(features);
  const inputs = scaled(features, scale);
  const intercept = mean(target);
  const width = scale.means.length;
  const gram = Array.from({ length: width }, (_, row) =>
    Array.from({ length: width }, (_, column) => (row === column ? ridge : 0)),
  );
  const right = Array.from({ length: width }, () => 0);
  for (const [index, input] of inputs.entries()) {
    const residual = (target[index] ?? 0) - intercept;
    for (const [row, a] of input.entries()) {
      right[row] = (right[row] ?? 0) + a * residual;
      const line = gram[row];
      if (line !== undefined) for (const [column, b] of input.entries()) line[column] = (line[column] ?? 0) + a * b;
    }
  }
  return { kind: "linear", ...scale, intercept, weights: solve(gram, right) };
}

export function predictLinear(model: Linear, features: Rows): number[] {
  return scaled(features, model).map((row) => {
    let seconds = 0;
    for (const [index, value] of row.entries()) seconds += value * (model.weights[index] ?? 0);
    return seconds + model.intercept;
  });
}

/** Gaussian elimination with the largest pivot of each column. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const size = right.length;
  const lines = matrix.map((row, index) => [...row, right[index] ?? 0]);
  const at = (row: number, column: number) => lines[row]?.[column] ?? 0;
  for (let pivot = 0; pivot < size; pivot += 1) {
    let best = pivot;
    for (let row = pivot + 1; row < size; row += 1)
      if (Math.abs(at(row, pivot)) > Math.abs(at(best, pivot))) best = row;
    const top = lines[best] ?? [];
    lines[best] = lines[pivot] ?? [];
    lines[pivot] = top;
    for (let row = pivot + 1; row < size; row += 1) {
      const factor = at(row, pivot) / at(pivot, pivot);
      lines[row] = (lines[row] ?? []).map((value, column) => value - factor * (top[column] ?? 0));
    }
  }
  const solution = Array.from({ length: size }, () => 0);
  for (let row = size - 1; row >= 0; row -= 1) {
    let rest = at(row, size);
    for (let column = row + 1; column < size; column += 1) rest -= at(row, column) * (solution[column] ?? 0);
    solution[row] = rest / at(row, row);
  }
  return solution;
}
