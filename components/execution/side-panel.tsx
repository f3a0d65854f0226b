"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import type { ReactNode } from "react";
import { ArtifactPanel } from "@/components/artifacts/artifact-panel";
import { ErrorPanel } from "@/components/shell/error-panel";
import { IconButton } from "@/components/ui/icon-button";
import { ValueSetView } from "@/components/values/value-set-view";
import { problemOf } from "@/lib/client/fetch-json";
import { executionDataQuery } from "@/lib/client/queries/execution-data";
import type { WorkflowGraph } from "@/lib/core/graph/types";
import type { ExecutionRef } from "@/lib/core/refs";
import { LoadingLines } from "./loading-lines";
import { SIDE_CLASS } from "./side-class";
import type { Panel } from "./use-view-state";

/** What the run was given and produced: typed values, or its files. */
export function SidePanel({
  panel,
  execution,
  ended,
  succeeded,
  graph,
  onClose,
}: {
  panel: Panel;
  execution: ExecutionRef;
  ended: boolean;
  /** The run has written what it declares. */
  succeeded: boolean;
  graph: WorkflowGraph | null;
  onClose: () => void;
}) {
  const title = panel === "data" ? "Inputs and outputs of the run" : "Artifacts of the run";
  return (
    <section aria-label={title} className={SIDE_CLASS}>
      <div className="flex min-h-10.5 items-center gap-2 border-b border-line px-3">
        <h2 className="flex-1 font-semibold">{title}</h2>
        <IconButton label="Close" icon={<X size={14} />} onClick={onClose} />
      </div>
      <div className="min-h-0 flex-1 overflow-auto">
        {panel === "data" ? (
          <RunData execution={execution} ended={ended} succeeded={succeeded} graph={graph} />
        ) : (
          <ArtifactPanel execution={execution} ended={ended} />
        )}
      </div>
    </section>
  );
}

function RunData({
  execution,
  ended,
  succeeded,
  graph,
}: {
  execution: ExecutionRef;
  ended: boolean;
  succeeded: boolean;
  graph: WorkflowGraph | null;
}) {
  const { data, error, refetch } = useQuery(executionDataQuery(execution, ended));
  if (error !== null) return <ErrorPanel compact problem={problemOf(error)} onRetry={() => void refetch()} />;
  if (data === undefined) return <LoadingLines />;
  return (
    <>
      <Part title="Inputs">
        <ValueSetView
          side="inputs"
          set={data.inputs}
          ended={ended}
          variables={graph?.inputs}
          home={{ execution, nodeId: null, side: "inputs" }}
        />
      </Part>
      <Part title="Outputs">
        <ValueSetView
          side="outputs"
          set={data.outputs}
          ended={ended}
          succeeded={succeeded}
          variables={graph?.outputs}
          home={{ execution, nodeId: null, side: "outputs" }}
        />
      </Part>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="border-b border-line py-2 last:border-b-0">
      <h3 className="px-3 text-11 font-medium text-text-3">{title}</h3>
      {children}
    </div>
  );
}
