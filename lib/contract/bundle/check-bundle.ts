import { z } from "zod";
import type { BundleCheck } from "@/lib/core/bundle/decode-bundle";
import { BUNDLE_FORMAT, BUNDLE_VERSION, type BundleFile } from "@/lib/core/bundle/types";
import { ms, text } from "./common";
import { workflowGraph } from "./graph";
import { attempt, execution, nodeRow } from "./run";
import { dataOfRun } from "./values";

/** More rows than any console draws; the largest scenario has 50,000. */
const MAX_ROWS = 200_000;

const bundleFile: z.ZodType<BundleFile> = z.object({
  format: z.literal(BUNDLE_FORMAT),
  version: z.literal(BUNDLE_VERSION),
  manifest: z.array(z.object({ name: text, count: z.number().min(0), sizeBytes: z.number().min(0) })).max(100),
  run: z.object({
    savedAtMs: ms,
    savedFrom: text.max(1_000),
    execution,
    rows: z.array(nodeRow).max(MAX_ROWS),
    attempts: z.record(z.string(), z.array(attempt)),
    graph: workflowGraph.nullable(),
    dynamicGraphs: z.record(z.string(), workflowGraph),
    data: dataOfRun.nullable(),
    nodeData: z.record(z.string(), dataOfRun),
    decks: z.record(z.string(), text),
    gaps: z.array(
      z.object({
        what: z.enum(["attempts", "data", "deck", "error", "graph", "rows"]),
        nodeId: text.nullable(),
        reason: text,
      }),
    ),
  }),
});

/** The schema of a run bundle, for `decodeBundle`. Says the first place that is wrong; never throws. */
export const checkBundle: BundleCheck = (json) => {
  try {
    const parsed = bundleFile.safeParse(json);
    if (parsed.success) return { ok: true, file: parsed.data };
    return { ok: false, where: parsed.error.issues[0]?.path.map(String).join(".") ?? "" };
  } catch {
    // Nesting within the bound of the decoder may still be more than this browser's stack takes.
    return { ok: false, where: "nesting" };
  }
};
