import { clone } from "@bufbuild/protobuf";
import type { CompiledWorkflowClosure } from "@/lib/flyteidl/gen/flyteidl/core/compiler_pb";
import type { BindingData } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import type { Node, WorkflowTemplate } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import { WorkflowTemplateSchema } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import { armsOf, END_NODE, promisesOf, START_NODE, withInnerNodes } from "../compiler/node-ids";

/** What a client must have sent for FlyteAdmin to keep this closure: the compiler's work undone. */
export function uncompile(closure: CompiledWorkflowClosure): {
  template: WorkflowTemplate | undefined;
  subWorkflows: WorkflowTemplate[];
} {
  return {
    template: closure.primary?.template === undefined ? undefined : restored(closure.primary.template),
    subWorkflows: closure.subWorkflows.flatMap(({ template }) => (template === undefined ? [] : [restored(template)])),
  };
}

function restored(compiled: WorkflowTemplate): WorkflowTemplate {
  const template = clone(WorkflowTemplateSchema, compiled);
  template.nodes = template.nodes.filter(({ id }) => id !== START_NODE && id !== END_NODE);
  const roots = [...template.nodes, ...(template.failureNode === undefined ? [] : [template.failureNode])];
  for (const node of roots) {
    withoutPrefixes(node);
    for (const inner of withInnerNodes(node)) for (const { binding } of inner.inputs) withoutStart(binding);
  }
  for (const { binding } of template.outputs) withoutStart(binding);
  return template;
}

function withoutPrefixes(node: Node): void {
  if (node.target.case !== "branchNode") return;
  for (const arm of armsOf(node.target.value.ifElse)) {
    withoutPrefixes(arm);
    arm.id = arm.id.slice(node.id.length + 1);
  }
}

function withoutStart(binding: BindingData | undefined): void {
  for (const { value } of promisesOf(binding)) if (value.nodeId === START_NODE) value.nodeId = "";
}
