import { clone, create } from "@bufbuild/protobuf";
import {
  CompiledTaskSchema,
  type CompiledWorkflow,
  type CompiledWorkflowClosure,
  CompiledWorkflowClosureSchema,
  CompiledWorkflowSchema,
} from "@/lib/flyteidl/gen/flyteidl/core/compiler_pb";
import type { Identifier } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { TaskTemplate } from "@/lib/flyteidl/gen/flyteidl/core/tasks_pb";
import {
  type Node,
  NodeSchema,
  type WorkflowTemplate,
  WorkflowTemplateSchema,
} from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import { CompileError, type Complaint, complaintsError } from "./compile-error";
import { connect, findCycle } from "./connections";
import { entityKey, interfaceOf, isOptional, type Registry } from "./interfaces";
import { armsOf, END_NODE, prefixInnerNodes, promisesOf, START_NODE, withInnerNodes } from "./node-ids";

/**
 * Compiles a workflow and the sub-workflows it reaches into the closure that GetWorkflow answers: start and end nodes,
 * edges, ids of nodes in branches, and the tasks of all of them once. Does not change what it is given. Types of bound
 * values are not compared. Throws a CompileError, or what the registry throws.
 */
export function compileWorkflow(
  template: WorkflowTemplate,
  subWorkflows: readonly WorkflowTemplate[],
  registry: Registry,
): CompiledWorkflowClosure {
  const known = new Map(subWorkflows.map((each) => [entityKey(each.id), each]));
  const tasks = new Map<string, TaskTemplate>();
  const compiled = new Map<string, CompiledWorkflow>();
  const compileReached = (from: CompiledWorkflow) => {
    for (const id of references(from.template, "subWorkflowRef")) {
      const key = entityKey(id);
      if (compiled.has(key)) continue;
      const found = known.get(key);
      if (found === undefined) throw new CompileError(workflowNotFound(id));
      const made = compileOne(found, known, registry);
      compiled.set(key, made);
      compileReached(made);
    }
  };
  const primary = compileOne(template, known, registry);
  compileReached(primary);
  for (const { template: each } of [primary, ...compiled.values()]) {
    for (const id of references(each, "referenceId")) tasks.set(entityKey(id), registry.task(id));
  }
  return create(CompiledWorkflowClosureSchema, {
    primary,
    // What nothing refers to is kept, but not compiled.
    subWorkflows: subWorkflows.map(
      (each) => compiled.get(entityKey(each.id)) ?? create(CompiledWorkflowSchema, { template: each }),
    ),
    tasks: [...tasks]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, task]) => create(CompiledTaskSchema, { template: task })),
  });
}

function compileOne(
  original: WorkflowTemplate,
  subWorkflows: ReadonlyMap<string, WorkflowTemplate>,
  registry: Registry,
): CompiledWorkflow {
  const template = clone(WorkflowTemplateSchema, original);
  const userNodes = template.nodes;
  const { failureNode } = template;
  for (const node of [...userNodes, ...(failureNode === undefined ? [] : [failureNode])]) {
    prefixInnerNodes(node);
    for (const inner of withInnerNodes(node)) nameStartNode(inner);
  }
  for (const output of template.outputs) {
    for (const { value } of promisesOf(output.binding)) value.nodeId ||= START_NODE;
  }
  template.nodes = [
    create(NodeSchema, { id: START_NODE }),
    create(NodeSchema, { id: END_NODE, inputs: template.outputs }),
    ...userNodes,
  ];
  const connections = connect(template.nodes, failureNode);
  check(template, userNodes, subWorkflows, registry);
  const cycle = findCycle(connections);
  if (cycle !== null) {
    const description = `A cycle has been detected while traversing the Workflow [${cycle.join(">")}].`;
    throw complaintsError([{ code: "CycleDetected", nodeId: START_NODE, description }]);
  }
  return create(CompiledWorkflowSchema, { template, connections });
}

function nameStartNode(node: Node): void {
  for (const { binding } of node.inputs) {
    for (const { value } of promisesOf(binding)) value.nodeId ||= START_NODE;
  }
}

/** Every input bound, every promise kept by a known output. */
function check(
  template: WorkflowTemplate,
  userNodes: readonly Node[],
  subWorkflows: ReadonlyMap<string, WorkflowTemplate>,
  registry: Registry,
): void {
  const nodes = new Map(userNodes.map((node) => [node.id, node]));
  const complaints: Complaint[] = [];
  const outputsOf = (nodeId: string): ReadonlySet<string> | null => {
    if (nodeId === START_NODE) return new Set(Object.keys(template.interface?.inputs?.variables ?? {}));
    const node = nodes.get(nodeId);
    return node === undefined ? null : (interfaceOf(node, registry, subWorkflows)?.outputs ?? null);
  };
  const checkBindings = (node: Node): Set<string> => {
    const bound = new Set<string>();
    for (const { var: name, binding } of node.inputs) {
      const broken = [...promisesOf(binding)].filter(({ value }) => outputsOf(value.nodeId)?.has(value.var) === false);
      for (const { value } of broken) {
        const description = `Variable [${value.var}] not found on node [${value.nodeId === START_NODE ? node.id : value.nodeId}].`;
        const nodeId = value.nodeId === START_NODE ? node.id : value.nodeId;
        complaints.push({ code: "VariableNameNotFound", nodeId, description });
      }
      if (broken.length === 0) bound.add(name);
    }
    return bound;
  };
  for (const node of userNodes.flatMap((each) => [...withInnerNodes(each)])) {
    const bound = checkBindings(node);
    complaints.push(...unknownInputs(node, registry, subWorkflows));
    for (const [name, type] of interfaceOf(node, registry, subWorkflows)?.inputs ?? []) {
      if (bound.has(name) || isOptional(type)) continue;
      complaints.push({ code: "ParameterNotBound", nodeId: node.id, description: `Parameter not bound [${name}].` });
    }
  }
  if (complaints.length > 0) throw complaintsError(complaints);
}

/** Bindings to inputs that the task or the sub-workflow does not have. */
function unknownInputs(
  node: Node,
  registry: Registry,
  subWorkflows: ReadonlyMap<string, WorkflowTemplate>,
): Complaint[] {
  const isStrict =
    node.target.case === "taskNode" ||
    (node.target.case === "workflowNode" && node.target.value.reference.case === "subWorkflowRef");
  const inputs = isStrict ? interfaceOf(node, registry, subWorkflows)?.inputs : undefined;
  if (inputs === undefined) return [];
  return node.inputs
    .filter(({ var: name }) => !inputs.has(name))
    .map(({ var: name }) => ({
      code: "VariableNameNotFound",
      nodeId: node.id,
      description: `Variable [${name}] not found on node [${node.id}].`,
    }));
}

/** Ids that the nodes of a template refer to, of tasks or of sub-workflows, also from inside branches and arrays. */
export function references(
  template: WorkflowTemplate | undefined,
  kind: "referenceId" | "subWorkflowRef" | "launchplanRef",
): Identifier[] {
  const roots = [...(template?.nodes ?? []), ...(template?.failureNode === undefined ? [] : [template.failureNode])];
  return roots.flatMap((node) => referencesOf(node, kind));
}

function referencesOf({ target }: Node, kind: string): Identifier[] {
  switch (target.case) {
    case "taskNode":
    case "workflowNode": {
      const { case: found, value } = target.value.reference;
      return found === kind && value !== undefined ? [value] : [];
    }
    case "branchNode":
      return armsOf(target.value.ifElse).flatMap((arm) => referencesOf(arm, kind));
    case "arrayNode":
      return target.value.node === undefined ? [] : referencesOf(target.value.node, kind);
    case "gateNode":
    case undefined:
      return [];
  }
}

const workflowNotFound = (id: Identifier): string =>
  `Collected Errors: 1\n\tError 0: Code: WorkflowReferenceNotFound, Node Id: , Description: Referenced Workflow ` +
  `[resource_type:WORKFLOW project:"${id.project}" domain:"${id.domain}" name:"${id.name}" version:"${id.version}"] ` +
  "not found.\n";
