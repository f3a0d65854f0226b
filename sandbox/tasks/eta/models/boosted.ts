import { mean } from "@/sandbox/tasks/eta/table";
import { TaskFailure } from "@/sandbox/tasks/runtime/errors";
import { binEdges, grow, predictTree, type Tree, toBins } from "./tree";

/** Squared error this many times the first one will not come back. */
const DIVERGED = 10;

export type Boosted = { kind: "boosted"; base: number; learning_rate: number; trees: Tree[] };
type Rows = readonly (readonly number[])[];

export type BoostedOptions = {
  trees: number;
  maxDepth: number;
  learningRate: number;
  /** Called after each tree with its number from 1 and the mean squared error. */
  onTree: (number: number, loss: number) => Promise<void>;
};

/** Gradient boosting of small regression trees for squared error. Throws a ValueError when the loss explodes. */
export async function fitBoosted(features: Rows, target: readonly number[], options: BoostedOptions): Promise<Boosted> {
  const { trees, maxDepth, learningRate, onTree } = options;
  const width = features[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, index) => features.map((row) => row[index] ?? 0));
  const edges = columns.map(binEdges);
  const bins = columns.map((values, index) => toBins(values, edges[index] ?? []));
  const base = mean(target);
  const rest = Float64Array.from(target, (value) => value - base);
  const first = squaredError(rest);
  const rows = Array.from(target.keys());
  const grown: Tree[] = [];
  for (let number = 1; number <= trees; number += 1) {
    const tree = grow({ bins, edges }, rest, rows, maxDepth);
    grown.push(tree);
    for (const [row, input] of features.entries())
      rest[row] = (rest[row] ?? 0) - learningRate * predictTree(tree, input);
    const loss = squaredError(rest);
    await onTree(number, loss);
    if (!(loss <= first * DIVERGED)) throw diverged(number, options, loss, first);
  }
  return { kind: "boosted", base, learning_rate: learningRate, trees: grown };
}

export function predictBoosted(model: Boosted, features: Rows): number[] {
  return features.map((row) => {
    let seconds = model.base;
    for (const tree of model.trees) seconds += model.learning_rate * predictTree(tree, row);
    return seconds;
  });
}

function squaredError(rest: Float64Array): number {
  let sum = 0;
  for (const value of rest) sum += value ** 2;
  return rest.length === 0 ? 0 : sum / rest.length;
}

function diverged(number: number, { trees, learningRate }: BoostedOptions, loss: number, first: number): TaskFailure {
  const rate = Number(learningRate.toPrecision(6));
  return new TaskFailure(
    "ValueError",
    `boosting diverged at tree ${number}/${trees}: squared error ${loss.toFixed(1)} is ${(loss / first).toFixed(1)} times ` +
      `the error before the first tree. learning_rate=${rate} overshoots (above 2 every step ` +
      "makes the residuals larger); try 0.05 to 0.3",
    [{ file: "eta/models/boosted.py", line: 38, in: "fit", code: "raise ValueError(" }],
  );
}
