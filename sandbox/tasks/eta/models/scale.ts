import { mean } from "@/sandbox/tasks/eta/table";

export type Scale = { means: number[]; spreads: number[] };

/** Means and deviations by column; a constant column keeps deviation 1. */
export function fitScale(features: readonly (readonly number[])[]): Scale {
  const width = features[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, index) => features.map((row) => row[index] ?? 0));
  const means = columns.map(mean);
  const spreads = columns.map((values, index) => {
    const spread = Math.sqrt(mean(values.map((value) => (value - (means[index] ?? 0)) ** 2)));
    return spread > 1e-12 ? spread : 1;
  });
  return { means, spreads };
}

/** Features brought to mean 0 and deviation 1. */
export function scaled(features: readonly (readonly number[])[], { means, spreads }: Scale): number[][] {
  return features.map((row) => row.map((value, index) => (value - (means[index] ?? 0)) / (spreads[index] ?? 1)));
}
