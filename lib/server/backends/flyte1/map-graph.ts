import "server-only";
import type { Gate, GraphNode, NodeTarget, WorkflowGraph } from "@/lib/core/graph/types";
import { type ConnectionName, entityKey } from "@/lib/core/refs";
import type { CompiledWorkflow, CompiledWorkflowClosure } from "@/lib/flyteidl/gen/flyteidl/core/compiler_pb";
import type { Identifier } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { TaskTemplate } from "@/lib/flyteidl/gen/flyteidl/core/tasks_pb";
import type * as pb from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import { addNames, type NodeNames, nodeName, toInputBindings } from "./graph/binding";
import { toArms } from "./graph/branch";
import { innerNodes, toEdges, toFailureEdges } from "./graph/edges";
import { toSettings } from "./graph/node-settings";
import { toEntityRef } from "./map-ref";
import { toValueType, toVariables } from "./map-type";
import { toDurationMs } from "./wire-time";

/** Flyte refuses workflows of such size at registration; sub-workflows used by sub-workflows multiply. */
const NODE_LIMIT = 50_000;

const EMPTY: WorkflowGraph = { nodes: [], edges: [], inputs: [], outputs: [] };
const NO_NAMES: NodeNames = new Map();
const BOUNDARIES: ReadonlySet<string> = new Set(["start-node", "end-node"]);

/** `open` are the sub-workflows around a node: one inside itself is drawn as an empty one. */
type Scope = {
  connection: ConnectionName;
  tasks: ReadonlyMap<string, TaskTemplate>;
  workflows: ReadonlyMap<string, CompiledWorkflow>;
  open: readonly string[];
  names: NodeNames;
  budget: { left: number };
};

/**
 * The graph of a compiled closure, its sub-workflows and branches inside. Sub-workflows, tasks and targets that the
 * closure does not hold degrade: an empty graph, an unknown task type, a node of kind `unknown`.
 */
export function toWorkflowGraph(
  closure: CompiledWorkflowClosure | undefined,
  connection: ConnectionName,
): WorkflowGraph {
  if (closure === undefined) return EMPTY;
  const key = (id: Identifier | undefined, kind: "task" | "workflow") => entityKey(toEntityRef(id, kind, connection));
  return toGraph(closure.primary, {
    connection,
    tasks: new Map(closure.tasks.flatMap(({ template }) => (template ? [[key(template.id, "task"), template]] : []))),
    workflows: new Map(closure.subWorkflows.map((workflow) => [key(workflow.template?.id, "workflow"), workflow])),
    open: [],
    names: NO_NAMES,
    budget: { left: NODE_LIMIT },
  });
}

function toGraph(workflow: CompiledWorkflow | undefined, scope: Scope): WorkflowGraph {
  const template = workflow?.template;
  if (template === undefined) return EMPTY;
  const nodes = template.nodes.filter(({ id }) => !BOUNDARIES.has(id));
  const { failureNode } = template;
  const drawn = failureNode === undefined ? nodes : [...nodes, failureNode];
  const inside = { ...scope, names: addNames(NO_NAMES, drawn) };
  const edges = toEdges(nodes, workflow?.connections);
  return {
    nodes: drawn.map((node) => toGraphNode(node, inside)),
    edges: failureNode === undefined ? edges : [...edges, ...toFailureEdges(nodes, edges, failureNode.id)],
    inputs: toVariables(template.interface?.inputs),
    outputs: toVariables(template.interface?.outputs),
  };
}

function toGraphNode(node: pb.Node, scope: Scope): GraphNode {
  scope.budget.left -= 1;
  return {
    id: node.id,
    name: nodeName(node),
    ...toSettings(node, templateOf(node, scope)),
    bindings: toInputBindings(node.inputs, scope.names),
    ...(scope.budget.left < 0 ? { kind: "unknown" } : toTarget(node, scope)),
  };
}

function templateOf({ target }: pb.Node, scope: Scope): TaskTemplate | null {
  const node = target.case === "arrayNode" ? target.value.node?.target : target;
  if (node?.case !== "taskNode" || node.value.reference.case !== "referenceId") return null;
  return scope.tasks.get(entityKey(toEntityRef(node.value.reference.value, "task", scope.connection))) ?? null;
}

function toTarget(node: pb.Node, scope: Scope): NodeTarget {
  const { target } = node;
  switch (target.case) {
    case "taskNode":
      return toTaskTarget(target.value, templateOf(node, scope), scope);
    case "workflowNode":
      return toWorkflowTarget(target.value, scope);
    case "branchNode":
      return toBranchTarget(node, target.value, scope);
    case "gateNode":
      return toGateTarget(target.value);
    case "arrayNode":
      return toArrayTarget(target.value, scope);
    case undefined:
      return { kind: "unknown" };
  }
}

function toTaskTarget({ reference }: pb.TaskNode, template: TaskTemplate | null, { connection }: Scope): NodeTarget {
  return {
    kind: "task",
    task: toEntityRef(reference.value, "task", connection),
    taskType: template?.type ?? "",
    mayBeDynamic: template === null || mayBeDynamic(template),
  };
}

/** A template does not say that a task is dynamic; only code of an SDK in a container can be, and eager code is not. */
function mayBeDynamic({ target, type, metadata }: TaskTemplate): boolean {
  const runsCode = target.case === "container" || target.case === "k8sPod";
  return runsCode && type !== "raw-container" && metadata?.isEager !== true;
}

function toWorkflowTarget({ reference }: pb.WorkflowNode, scope: Scope): NodeTarget {
  if (reference.case === "launchplanRef") {
    return { kind: "launch_plan", launchPlan: toEntityRef(reference.value, "launch_plan", scope.connection) };
  }
  if (reference.case === undefined) return { kind: "unknown" };
  const workflow = toEntityRef(reference.value, "workflow", scope.connection);
  const key = entityKey(workflow);
  if (scope.open.includes(key)) return { kind: "sub_workflow", workflow, graph: EMPTY };
  const graph = toGraph(scope.workflows.get(key), { ...scope, open: [...scope.open, key] });
  return { kind: "sub_workflow", workflow, graph };
}

/** The nodes of the arms stand side by side: one of them runs, so no edge joins them. */
function toBranchTarget(node: pb.Node, branch: pb.BranchNode, scope: Scope): NodeTarget {
  const nodes = innerNodes(node);
  const inside = { ...scope, names: addNames(scope.names, nodes) };
  const graph = { ...EMPTY, nodes: nodes.map((inner) => toGraphNode(inner, inside)) };
  return { kind: "branch", arms: toArms(branch, node.inputs, scope.names), graph };
}

function toGateTarget({ condition }: pb.GateNode): NodeTarget {
  const gate = toGate(condition);
  return gate === null ? { kind: "unknown" } : { kind: "gate", gate };
}

function toGate(condition: pb.GateNode["condition"]): Gate | null {
  switch (condition.case) {
    case "approve":
      return { kind: "approve", signalId: condition.value.signalId };
    case "signal": {
      const { signalId, type, outputVariableName } = condition.value;
      return { kind: "signal", signalId, type: toValueType(type), outputName: outputVariableName };
    }
    case "sleep":
      return { kind: "sleep", durationMs: toDurationMs(condition.value.duration) ?? 0 };
    case undefined:
      return null;
  }
}

function toArrayTarget({ node, parallelismOption, successCriteria }: pb.ArrayNode, { connection }: Scope): NodeTarget {
  const id = node?.target.case === "taskNode" ? node.target.value.reference.value : undefined;
  return {
    kind: "array",
    task: id === undefined ? null : toEntityRef(id, "task", connection),
    parallelism: parallelismOption.value ?? null,
    // A float of 32 bits: 0.9 arrives as 0.8999999761581421.
    minSuccessRatio: successCriteria.case === "minSuccessRatio" ? Number(successCriteria.value.toPrecision(7)) : null,
    minSuccesses: successCriteria.case === "minSuccesses" ? successCriteria.value : null,
  };
}
