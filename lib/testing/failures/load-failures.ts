import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { z } from "zod";

const ROOT = fileURLToPath(new URL("../recordings/failures", import.meta.url));

const fault = z.enum(["user", "platform", "unknown"]);
const error = z.object({ code: z.string().nullable(), kind: z.string().nullable(), message: z.string() });

const clusterFile = z.object({
  families: z.array(z.object({ family: z.string(), fault })),
  messages: z.array(error.extend({ id: z.string(), family: z.string(), scored: z.boolean() })),
});
export type LabelledFailures = z.infer<typeof clusterFile>;

const runFile = z.object({
  runs: z.array(
    z.object({
      run: z.string(),
      failures: z.array(
        z.object({
          id: z.string(),
          level: z.enum(["attempt", "node", "execution"]),
          node: z.string().nullish(),
          attempt: z.number().nullish(),
          parent: z.string().nullish(),
          phase: z.string(),
          endedAt: z.string(),
          error,
          truth: z.object({ family: z.string(), role: z.string(), of: z.string().optional() }),
        }),
      ),
      truth: z.object({ firstRoot: z.string(), roots: z.array(z.string()), fault }),
    }),
  ),
});
export type LabelledRun = z.infer<typeof runFile>["runs"][number];

/** Labelled messages of a folder: that of the repository, or one with `clusters.json` in it or in `failures/`. */
export const loadLabelledFailures = (folder: string | null): LabelledFailures =>
  clusterFile.parse(readJson(folder, "clusters.json"));

/** Failed runs with the role of every failure. */
export const loadLabelledRuns = (folder: string | null): LabelledRun[] =>
  runFile.parse(readJson(folder, "runs.json")).runs;

function readJson(folder: string | null, name: string): unknown {
  const folders = folder === null ? [ROOT] : [folder, join(folder, "failures")];
  for (const path of folders.flatMap((at) => [join(at, name), join(at, `${name}.gz`)])) {
    if (!existsSync(path)) continue;
    const bytes = readFileSync(path);
    return JSON.parse((path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8"));
  }
  throw new Error(`${name} is in none of ${folders.join(", ")}`);
}
