import type { WorkflowGraph } from "@/lib/core/graph/types";
import type { Execution } from "../execution";
import type { Attempt, NodeRow } from "../node";
import type { DataOfRun } from "../value";

/** The name that every file of this kind starts with, and the version of what follows. */
export const BUNDLE_FORMAT = "contrail-run";
export const BUNDLE_VERSION = 1;

/** Something of the run that is not in the file, and why; `nodeId` null for the run itself. */
export type BundleGap = {
  what: "attempts" | "data" | "deck" | "error" | "graph" | "rows";
  nodeId: string | null;
  reason: string;
};

/**
 * A run as one file holds it: all that its page shows, in core values. Maps are by unique node id. What time was spent on
 * is not stored, as it follows from rows and attempts.
 */
export type RunBundle = {
  savedAtMs: number;
  /** Origin of the console that saved it. */
  savedFrom: string;
  execution: Execution;
  rows: NodeRow[];
  attempts: Record<string, Attempt[]>;
  graph: WorkflowGraph | null;
  dynamicGraphs: Record<string, WorkflowGraph>;
  data: DataOfRun | null;
  nodeData: Record<string, DataOfRun>;
  /** Decks as their HTML text, which is never shown as HTML. */
  decks: Record<string, string>;
  gaps: BundleGap[];
};

/** One part of the file: how many things it holds and how many bytes its JSON takes before compression. */
export type BundlePart = { name: string; count: number; sizeBytes: number };

/** The file before compression. The manifest comes first, so that it can be read without the rest. */
export type BundleFile = {
  format: typeof BUNDLE_FORMAT;
  version: typeof BUNDLE_VERSION;
  manifest: BundlePart[];
  run: RunBundle;
};
