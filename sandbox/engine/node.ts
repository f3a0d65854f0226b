import type { NodeExecution } from "@/lib/flyteidl/gen/flyteidl/admin/node_execution_pb";
import { NodeExecution_Phase as Phase } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import type { LiteralMap } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import type { Node } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import { Aborted, abortedError, Closed, NodeFailure, systemError, WORKFLOW_ABORTED } from "./flow/failures";
import type { Level, NodeHandler, Walk } from "./level";
import { runArrayNode } from "./nodes/array/array-node";
import { runBranchNode } from "./nodes/branch-node";
import { runGateNode } from "./nodes/gate-node";
import { runLaunchPlanNode } from "./nodes/launch-plan-node";
import { runSubWorkflowNode } from "./nodes/sub-workflow-node";
import { runTaskNode } from "./nodes/task/task-node";
import type { Run } from "./run";
import { type NodeScope, nodeScope, outputsUri } from "./scope";
import { resolveBindings } from "./values/bindings";
import { getLiterals, literalMap, putLiterals } from "./values/literals";

/** Runs a node and reports its whole life, from QUEUED to a terminal phase. */
export const runNode: Walk["node"] = async (level, node, extraInputs) => {
  const { run } = level;
  const scope = nodeScope(level.place, node);
  const earlier = endedEarlier(run, run.rows.get(scope.nodeId));
  if (earlier !== null) return earlier;
  const recovered = recover(run, scope, node);
  if (recovered !== null) return recovered;
  const release = await placeFor(level, node);
  try {
    return await live({ ...level, leavePlace: release }, node, scope, extraInputs);
  } catch (cause) {
    throw reported(run, scope, cause);
  } finally {
    release();
  }
};

async function live(level: Level, node: Node, scope: NodeScope, extra?: LiteralMap): Promise<LiteralMap> {
  const { run } = level;
  const resolved = resolveBindings(node.inputs, level.lookup);
  const inputs = extra === undefined ? resolved : literalMap({ ...resolved.literals, ...extra.literals });
  putLiterals(run.admin.objects, scope.inputsUri, inputs);
  Object.assign(scope.facts, knownFacts(node));
  run.reporter.node(scope, Phase.QUEUED);
  const { outputs, attempt, hasOutputs } = await handlerOf(node)(level, node, scope, inputs);
  const uri = outputsUri(scope, attempt);
  if (hasOutputs) putLiterals(run.admin.objects, uri, outputs);
  run.reporter.node(scope, Phase.SUCCEEDED, hasOutputs ? { outputResult: { case: "outputUri", value: uri } } : {});
  return outputs;
}

/** Reports a node that did not succeed; answers what the graph around it has to be told. */
function reported(run: Run, scope: NodeScope, cause: unknown): unknown {
  if (cause instanceof Closed) return cause;
  if (cause instanceof Aborted) {
    const error = abortedError(cause.message);
    run.reporter.node(scope, Phase.ABORTED, { outputResult: { case: "error", value: error } });
    return cause;
  }
  const failure = cause instanceof NodeFailure ? cause : new NodeFailure(systemError(cause));
  run.reporter.node(scope, Phase.FAILED, { outputResult: { case: "error", value: failure.error } });
  return failure;
}

/** Tasks and child executions take a place while they run; a node without one has no row yet, as in Flyte. */
async function placeFor({ run, signal }: Level, node: Node): Promise<() => void> {
  if (node.target.case !== "taskNode" && !isLaunchPlan(node)) return () => undefined;
  return run.places.acquire(signal);
}

function isLaunchPlan(node: Node): boolean {
  return node.target.case === "workflowNode" && node.target.value.reference.case === "launchplanRef";
}

function knownFacts(node: Node) {
  if (node.target.case === "arrayNode") return { isArray: true };
  return { isParent: node.target.case === "workflowNode" && !isLaunchPlan(node) };
}

function handlerOf(node: Node): NodeHandler {
  switch (node.target.case) {
    case "taskNode":
      return runTaskNode;
    case "workflowNode":
      return isLaunchPlan(node) ? runLaunchPlanNode : runSubWorkflowNode;
    case "branchNode":
      return runBranchNode;
    case "gateNode":
      return runGateNode;
    case "arrayNode":
      return runArrayNode;
    case undefined:
      throw new Error(`the node ${node.id} has no target`);
  }
}

/** What an earlier life of the run already knows of this node, else null. */
function endedEarlier(run: Run, row: NodeExecution | undefined): LiteralMap | null {
  const closure = row?.closure;
  if (closure === undefined) return null;
  const { phase, outputResult: result } = closure;
  if (phase === Phase.SUCCEEDED || phase === Phase.RECOVERED)
    return getLiterals(run.admin.objects, result.case === "outputUri" ? result.value : "");
  if (phase === Phase.FAILED || phase === Phase.TIMED_OUT)
    throw new NodeFailure(result.case === "error" ? result.value : systemError(`${row?.id?.nodeId} failed`));
  if (phase === Phase.ABORTED) throw new Aborted(WORKFLOW_ABORTED);
  return null;
}

/** Takes over the outputs of the same node of the execution that this one recovers. */
function recover(run: Run, scope: NodeScope, node: Node): LiteralMap | null {
  const source = run.recovered?.get(scope.nodeId);
  const phase = source?.closure?.phase;
  if (source === undefined || (phase !== Phase.SUCCEEDED && phase !== Phase.RECOVERED)) return null;
  // A gate or a branch is cheap and may stand for a decision that should be taken again.
  if (node.target.case === "gateNode" || node.target.case === "branchNode") return null;
  const { objects } = run.admin;
  const result = source.closure?.outputResult;
  const outputs = getLiterals(objects, result?.case === "outputUri" ? result.value : "");
  putLiterals(objects, scope.inputsUri, getLiterals(objects, source.inputUri));
  putLiterals(objects, outputsUri(scope, 0), outputs);
  run.reporter.node(scope, Phase.RECOVERED, {
    outputResult: { case: "outputUri", value: outputsUri(scope, 0) },
    targetMetadata: { case: "taskNodeMetadata", value: {} },
  });
  return outputs;
}
