import { useMemo } from "react";
import type { BundleFile } from "@/lib/core/bundle/types";
import { buildTree } from "@/lib/core/graph/build-tree";
import { isTerminalExecution } from "@/lib/core/phase";
import { bareMap } from "./bare-map";

/** A run of a file as the views of a live run take it. */
export function useBundle({ manifest, run }: BundleFile) {
  return useMemo(() => {
    const { execution, rows, graph, savedAtMs } = run;
    const ended = isTerminalExecution(execution.phase);
    const dynamicGraphs = bareMap(run.dynamicGraphs);
    return {
      ...run,
      manifest,
      ended,
      tree: buildTree({ graph, rows, dynamicGraphs, ended }),
      attempts: bareMap(run.attempts),
      nodeData: bareMap(run.nodeData),
      decks: bareMap(run.decks),
      /** The clock of everything that was running then stands at the moment of saving. */
      nowMs: savedAtMs,
    };
  }, [manifest, run]);
}

export type OpenBundle = ReturnType<typeof useBundle>;
