import { create } from "@bufbuild/protobuf";
import { NodeExecution_Phase as Phase } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import { type SignalIdentifier, SignalIdentifierSchema } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { Literal, LiteralMap } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { type LiteralType, LiteralTypeSchema, SimpleType } from "@/lib/flyteidl/gen/flyteidl/core/types_pb";
import type { GateNode } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import { NodeFailure, retriesExhausted, userError } from "@/sandbox/engine/flow/failures";
import { durationMs, sleep, timestampMs } from "@/sandbox/engine/flow/time";
import type { Done, Level, NodeHandler } from "@/sandbox/engine/level";
import { executionKey } from "@/sandbox/engine/run";
import { literalMap } from "@/sandbox/engine/values/literals";
import { timeoutMs, withDeadline } from "./deadline";

const BOOLEAN = create(LiteralTypeSchema, { type: { case: "simple", value: SimpleType.BOOLEAN } });

/** Waits for a person's approval or value, or for a time to pass. Its signal exists from the moment the gate is reached. */
export const runGateNode: NodeHandler = async (level, node, scope, inputs) => {
  const { run, signal } = level;
  const gate = node.target.case === "gateNode" ? node.target.value : undefined;
  if (gate === undefined) throw new Error(`${node.id} is no gate`);
  run.reporter.node(scope, Phase.RUNNING);
  const started = run.rows.get(scope.nodeId)?.closure?.startedAt;
  const spentMs = Date.now() - timestampMs(started);
  const attempts = (node.metadata?.retries?.retries ?? 0) + 1;
  try {
    return await withDeadline(timeoutMs(node), spentMs, signal, (limited) =>
      pass({ ...level, signal: limited }, gate, inputs, spentMs),
    );
  } catch (cause) {
    if (!(cause instanceof NodeFailure) || !cause.recoverable) throw cause;
    throw new NodeFailure(retriesExhausted(cause.error, attempts, attempts));
  }
};

async function pass(level: Level, gate: GateNode, inputs: LiteralMap, spentMs: number): Promise<Done> {
  const { condition } = gate;
  switch (condition.case) {
    case "sleep":
      await sleep(Math.max(0, durationMs(condition.value.duration) - spentMs), level.signal);
      return { outputs: literalMap({}), attempt: 0, hasOutputs: false };
    case "approve":
      if (!isTrue(await signalled(level, condition.value.signalId, BOOLEAN)))
        throw new NodeFailure(
          userError("ReceivedRejectSignal", "received a reject signal to disapprove the node input values"),
        );
      return { outputs: inputs, attempt: 0, hasOutputs: true };
    case "signal": {
      const { signalId, type, outputVariableName } = condition.value;
      const value = await signalled(level, signalId, type ?? create(LiteralTypeSchema));
      return { outputs: literalMap({ [outputVariableName]: value }), attempt: 0, hasOutputs: true };
    }
    case undefined:
      throw new Error("a gate without a condition");
  }
}

export function signalKey(id: SignalIdentifier): string {
  const execution = id.executionId === undefined ? "" : executionKey(id.executionId);
  return `signal/${execution}/${id.signalId}`;
}

async function signalled({ run, signal }: Level, signalId: string, type: LiteralType): Promise<Literal> {
  const id = create(SignalIdentifierSchema, { signalId, executionId: run.id });
  run.admin.ensureSignal(id, type);
  for (;;) {
    const value = run.admin.signal(id)?.value;
    // An unset value may be present and empty.
    if (value !== undefined && value.value.case !== undefined) return value;
    await run.waiters.wait(signalKey(id), signal);
  }
}

function isTrue(literal: Literal): boolean {
  if (literal.value.case !== "scalar" || literal.value.value.value.case !== "primitive") return false;
  const { value } = literal.value.value.value.value;
  return value.case === "boolean" && value.value;
}
