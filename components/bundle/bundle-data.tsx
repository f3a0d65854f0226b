import { ValueSetView } from "@/components/values/value-set-view";
import type { WorkflowGraph } from "@/lib/core/graph/types";
import type { DataOfRun } from "@/lib/core/value";

/** Inputs and outputs, or that the file has none of them. */
export function BundleData({
  data,
  ended,
  graph = null,
}: {
  data: DataOfRun | null | undefined;
  ended: boolean;
  graph?: WorkflowGraph | null;
}) {
  if (data === null || data === undefined)
    return <p className="p-3 text-text-2">Inputs and outputs are not in the file.</p>;
  return (
    <>
      <h3 className="px-3 pt-3 text-12 font-semibold text-text-2">Inputs</h3>
      <ValueSetView side="inputs" set={data.inputs} ended={ended} variables={graph?.inputs} />
      <h3 className="px-3 pt-3 text-12 font-semibold text-text-2">Outputs</h3>
      <ValueSetView side="outputs" set={data.outputs} ended={ended} variables={graph?.outputs} />
    </>
  );
}
