import { create } from "@bufbuild/protobuf";
import {
  type CompiledWorkflowClosure,
  CompiledWorkflowClosureSchema,
} from "@/lib/flyteidl/gen/flyteidl/core/compiler_pb";
import type { DynamicJobSpec } from "@/lib/flyteidl/gen/flyteidl/core/dynamic_job_pb";
import { ResourceType } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { Binding, BindingData } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import type { Node, WorkflowTemplate } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";

/** As much of a compiler as tests of the engine need: upstream nodes from promises. */
export function compileSpec({ nodes, outputs, tasks }: DynamicJobSpec): CompiledWorkflowClosure {
  return create(CompiledWorkflowClosureSchema, {
    primary: {
      template: {
        id: { resourceType: ResourceType.WORKFLOW, project: "p", domain: "d", name: "dynamic" },
        nodes,
        outputs,
      },
      connections: { upstream: upstreamOf(nodes) },
    },
    tasks: tasks.map((template) => ({ template })),
  });
}

/** Upstream node ids of each node, as CompiledWorkflow.connections holds them. */
export function upstreamOf(nodes: WorkflowTemplate["nodes"]): Record<string, { ids: string[] }> {
  return Object.fromEntries(
    nodes.map((node) => [
      node.id,
      { ids: [...new Set([...node.upstreamNodeIds, ...inputsOf(node).flatMap(promisesOf)])] },
    ]),
  );
}

function inputsOf(node: Node): BindingData[] {
  const own = node.inputs.flatMap(({ binding }: Binding) => binding ?? []);
  if (node.target.case !== "branchNode") return own;
  const { ifElse } = node.target.value;
  const arms = [ifElse?.case, ...(ifElse?.other ?? [])].flatMap((arm) => arm?.thenNode ?? []);
  if (ifElse?.default.case === "elseNode") arms.push(ifElse.default.value);
  return [...own, ...arms.flatMap(inputsOf)];
}

function promisesOf({ value }: BindingData): string[] {
  if (value.case === "promise") return value.value.nodeId === "" ? [] : [value.value.nodeId];
  if (value.case === "collection") return value.value.bindings.flatMap(promisesOf);
  if (value.case === "map") return Object.values(value.value.bindings).flatMap(promisesOf);
  return [];
}
