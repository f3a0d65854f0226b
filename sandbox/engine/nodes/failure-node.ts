import { create } from "@bufbuild/protobuf";
import type { CompiledWorkflow } from "@/lib/flyteidl/gen/flyteidl/core/compiler_pb";
import type { ExecutionError } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import type { Literal, LiteralMap } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { ErrorSchema, LiteralTypeSchema, SimpleType } from "@/lib/flyteidl/gen/flyteidl/core/types_pb";
import type { Node } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import { NodeFailure } from "@/sandbox/engine/flow/failures";
import type { Level } from "@/sandbox/engine/level";
import { literalMap, scalar, unionLiteral } from "@/sandbox/engine/values/literals";

const ERROR_TYPE = create(LiteralTypeSchema, {
  type: { case: "simple", value: SimpleType.ERROR },
  structure: { tag: "FlyteError" },
});

/**
 * Runs a graph and, when it fails, its failure node. The failure stays the graph's result whatever the failure node does.
 * `onFailing` is called between the two.
 */
export async function runWithFailureNode(
  level: Omit<Level, "lookup">,
  workflow: CompiledWorkflow,
  inputs: LiteralMap,
  onFailing: (error: ExecutionError) => void,
): Promise<LiteralMap> {
  try {
    return await level.walk.graph(level, workflow, inputs);
  } catch (cause) {
    if (!(cause instanceof NodeFailure)) throw cause;
    onFailing(cause.error);
    const node = workflow.template?.failureNode;
    if (node !== undefined) await runFailureNode(level, node, inputs, cause.error);
    throw cause;
  }
}

async function runFailureNode(
  level: Omit<Level, "lookup">,
  node: Node,
  inputs: LiteralMap,
  error: ExecutionError,
): Promise<void> {
  const lookup = (id: string) => (id === "" || id === "start-node" ? inputs : undefined);
  const extra = literalMap(
    Object.fromEntries(errorInputs(level, node).map((name) => [name, errorLiteral(node, error)])),
  );
  try {
    await level.walk.node({ ...level, lookup }, node, extra);
  } catch (cause) {
    if (!(cause instanceof NodeFailure)) throw cause;
  }
}

/** The inputs of the failure node that take the error; flytekit binds them to nothing. */
function errorInputs({ entities }: Omit<Level, "lookup">, node: Node): string[] {
  if (node.target.case !== "taskNode" || node.target.value.reference.case !== "referenceId") return [];
  const variables = entities.task(node.target.value.reference.value).interface?.inputs?.variables ?? {};
  return Object.entries(variables).flatMap(([name, { type }]) => {
    const variants = type?.type.case === "unionType" ? type.type.value.variants : [];
    return variants.some((each) => each.type.case === "simple" && each.type.value === SimpleType.ERROR) ? [name] : [];
  });
}

/** Flyte names the failure node itself as the one that failed (recorded so). */
function errorLiteral(node: Node, error: ExecutionError): Literal {
  return unionLiteral(
    scalar({ case: "error", value: create(ErrorSchema, { failedNodeId: node.id, message: error.message }) }),
    ERROR_TYPE,
  );
}
