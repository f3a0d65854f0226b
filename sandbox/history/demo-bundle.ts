import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

export const VERSIONS = ["v1", "v2", "v3"] as const;
export type DemoVersion = (typeof VERSIONS)[number];
export type DemoEntity = { kind: "task" | "workflow" | "launch_plan"; name: string; bytes: Uint8Array };

const manifest = z.object({
  entities: z.array(
    z.object({
      kind: z.enum(["task", "workflow", "launch_plan"]),
      name: z.string(),
      offset: z.number(),
      length: z.number(),
    }),
  ),
});

/** The compiled demo workflows of one version, in the order in which they have to be registered. */
export function demoBundle(version: DemoVersion): DemoEntity[] {
  const folder = join(compiledFolder(), version);
  const { entities } = manifest.parse(JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8")));
  const bundle = readFileSync(join(folder, "entities.pb"));
  return entities.map(({ kind, name, offset, length }) => ({
    kind,
    name,
    bytes: bundle.subarray(offset, offset + length),
  }));
}

/** This code may run from its source or from a bundle some folders away; both lie in the same checkout. */
function compiledFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const found = join(folder, "sandbox/workflows/compiled");
    if (existsSync(found)) return found;
    if (folder === dirname(folder)) throw new Error("sandbox/workflows/compiled was not found");
  }
}
