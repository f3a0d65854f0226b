import { fitScale, type Scale, scaled } from "./scale";

export type Knn = Scale & { kind: "knn"; neighbours: number; points: number[][]; values: number[] };
type Rows = readonly (readonly number[])[];

/** Keeps at most `references` trips, spread evenly over the rows. */
export function fitKnn(features: Rows, target: readonly number[], neighbours: number, references: number): Knn {
  const scale = fitScale(features);
  const kept = Math.min(references, target.length);
  const rows = Array.from({ length: kept }, (_, index) => Math.floor((index * target.length) / kept));
  return {
    kind: "knn",
    ...scale,
    neighbours: Math.min(neighbours, kept),
    points: scaled(
      rows.map((row) => features[row] ?? []),
      scale,
    ),
    values: rows.map((row) => target[row] ?? 0),
  };
}

/** The mean of the nearest known trips. */
export function predictKnn(model: Knn, features: Rows): number[] {
  return scaled(features, model).map((input) => {
    let sum = 0;
    for (const index of nearest(model, input)) sum += model.values[index] ?? 0;
    return sum / model.neighbours;
  });
}

/** Positions of the nearest points, nearest first; of equally near ones the first, as a stable sort has it. */
function nearest({ points, neighbours }: Knn, input: readonly number[]): number[] {
  const found: { far: number; index: number }[] = [];
  for (const [index, point] of points.entries()) {
    const far = squaredDistance(point, input);
    if (found.length === neighbours && far >= (found.at(-1)?.far ?? 0)) continue;
    let place = found.length;
    while (place > 0 && (found[place - 1]?.far ?? 0) > far) place -= 1;
    found.splice(place, 0, { far, index });
    if (found.length > neighbours) found.pop();
  }
  return found.map(({ index }) => index);
}

function squaredDistance(point: readonly number[], input: readonly number[]): number {
  let far = 0;
  for (let feature = 0; feature < input.length; feature += 1)
    far += ((input[feature] ?? 0) - (point[feature] ?? 0)) ** 2;
  return far;
}
