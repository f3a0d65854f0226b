import { z } from "zod";
import type { FileRef, FileStore } from "@/sandbox/tasks/runtime/files";
import { type Boosted, predictBoosted } from "./boosted";
import { type Knn, predictKnn } from "./knn";
import { type Linear, predictLinear } from "./linear";
import type { Tree } from "./tree";

/** A model is plain JSON with a `kind`, the same in Python and here. */
export type Model = Linear | Knn | Boosted;

const numbers = z.array(z.number());
const tree: z.ZodType<Tree> = z.lazy(() =>
  z.union([
    z.object({ value: z.number() }),
    z.object({ feature: z.number(), threshold: z.number(), left: tree, right: tree }),
  ]),
);
const model: z.ZodType<Model> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("linear"), means: numbers, spreads: numbers, intercept: z.number(), weights: numbers }),
  z.object({
    kind: z.literal("knn"),
    means: numbers,
    spreads: numbers,
    neighbours: z.number(),
    points: z.array(numbers),
    values: numbers,
  }),
  z.object({ kind: z.literal("boosted"), base: z.number(), learning_rate: z.number(), trees: z.array(tree) }),
]);

export function writeModel(files: FileStore, name: string, value: Model): FileRef {
  return files.write(name, JSON.stringify(value));
}

export function readModel(file: FileRef): Model {
  return model.parse(JSON.parse(file.read()));
}

/** Seconds of travel for each row of features. */
export function predict(value: Model, features: readonly (readonly number[])[]): number[] {
  switch (value.kind) {
    case "linear":
      return predictLinear(value, features);
    case "knn":
      return predictKnn(value, features);
    case "boosted":
      return predictBoosted(value, features);
  }
}
