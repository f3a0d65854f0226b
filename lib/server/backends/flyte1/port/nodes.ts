import "server-only";
import type { ValueSet } from "@/lib/core/value";
import type { NodeExecutionIdentifier } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { Call, FlyteBackend } from "@/lib/server/backend";
import { writtenSince } from "@/lib/server/backends/flyte1/call/filters";
import { requireIds } from "@/lib/server/backends/flyte1/call/ids";
import { toAttempt } from "@/lib/server/backends/flyte1/map-attempt";
import { toWorkflowGraph } from "@/lib/server/backends/flyte1/map-graph";
import { toNodeRow } from "@/lib/server/backends/flyte1/map-node";
import { fromExecutionRef, fromNodeRef, toEntityRef } from "@/lib/server/backends/flyte1/map-ref";
import { type Context, nextToken, readAll, sortBy } from "./context";
import { readDeclared } from "./executions";
import { type Declared, isEmpty, toValueSet } from "./value-set";

type Calls = Pick<FlyteBackend, "listNodes" | "getNode" | "getNodeData" | "listAttempts" | "listSignals">;

export function nodeCalls(context: Context): Calls {
  const { client, connection } = context;
  return {
    async listNodes({ execution, parentId, writtenSinceMs, limit, token }, call) {
      const workflowExecutionId = fromExecutionRef(execution);
      // Without a parent FlyteAdmin lists the top level, so an empty one would answer with other rows than asked for.
      if (parentId !== null) requireIds({ parent: parentId });
      const request = {
        workflowExecutionId,
        uniqueParentId: parentId ?? "",
        limit,
        token: token ?? "",
        // The column of the database row and not of the event: events arrive late, and other clocks made their times.
        filters: writtenSinceMs === null ? "" : writtenSince("updated_at", writtenSinceMs).text,
        sortBy: sortBy("id", "ascending"),
      };
      const list = await client.read(({ admin }, options) => admin.listNodeExecutions(request, options), call);
      return {
        items: list.nodeExecutions.map((node) => toNodeRow(node, { parentId, connection, from: "list" })),
        nextToken: nextToken(list.token),
      };
    },

    async getNode(ref, parentId, call) {
      const id = fromNodeRef(ref);
      const node = await client.read(({ admin }, options) => admin.getNodeExecution({ id }, options), call);
      return toNodeRow(node, { parentId, connection, from: "get" });
    },

    async getNodeData(ref, call) {
      const id = fromNodeRef(ref);
      const data = await client.read(({ admin }, options) => admin.getNodeExecutionData({ id }, options), call);
      const compiled = data.dynamicWorkflow?.compiledWorkflow;
      const dynamicGraph = compiled === undefined ? null : toWorkflowGraph(compiled, connection);
      const isWhole = !isEmpty(data.fullInputs) && !isEmpty(data.fullOutputs);
      const expected = isWhole ? NOTHING_EXPECTED : await readExpected(context, id, call);
      return {
        inputs: expectedSet(data.fullInputs, expected.inputUri),
        outputs: expectedSet(data.fullOutputs, expected.outputUri),
        dynamicGraph,
      };
    },

    async listAttempts(ref, call) {
      const nodeExecutionId = fromNodeRef(ref);
      const tasks = await readAll(async (limit, token) => {
        const request = { nodeExecutionId, limit, token, sortBy: sortBy("retry_attempt", "ascending") };
        const list = await client.read(({ admin }, options) => admin.listTaskExecutions(request, options), call);
        return { items: list.taskExecutions, token: list.token };
      });
      return tasks.map((task) => toAttempt(task, connection)).sort((a, b) => a.number - b.number);
    },

    async listSignals(ref, call) {
      const workflowExecutionId = fromExecutionRef(ref);
      const all = await readAll(async (limit, token) => {
        const request = { workflowExecutionId, limit, token, sortBy: sortBy("signal_id", "ascending") };
        const list = await client.read(({ signals }, options) => signals.listSignals(request, options), call);
        return { items: list.signals, token: list.token };
      });
      // An unset value may arrive as a literal without content.
      return all.map(({ id, value }) => ({ signalId: id?.signalId ?? "", isSet: value?.value.case !== undefined }));
    },
  };
}

/** Where the values of a node must lie; null where none are declared or nothing was written. */
type Expected = { inputUri: string | null; outputUri: string | null };

const NOTHING_EXPECTED: Expected = { inputUri: null, outputUri: null };

function expectedSet(map: Parameters<typeof toValueSet>[0], uri: string | null): ValueSet {
  return toValueSet(map, uri ?? "", uri !== null);
}

/**
 * Asked only for an empty answer. The interface is that of the task that ran; a cache hit ran none, yet only values are
 * cached. Of sub-workflows, branches and gates nothing is known here, so their empty answers are taken as they are.
 */
async function readExpected(
  { client, connection }: Context,
  id: NodeExecutionIdentifier,
  call?: Call,
): Promise<Expected> {
  const message = await client.read(({ admin }, options) => admin.getNodeExecution({ id }, options), call);
  const { inputUri, outputUri, phase } = toNodeRow(message, { parentId: null, connection, from: "get" });
  if (inputUri === "" && outputUri === "") return NOTHING_EXPECTED;
  if (phase === "cached") return { inputUri: null, outputUri: outputUri || null };
  const declared = await readTaskInterface({ client, connection }, id, call);
  return {
    inputUri: declared?.inputs ? inputUri || null : null,
    outputUri: declared?.outputs ? outputUri || null : null,
  };
}

async function readTaskInterface(
  context: Context,
  nodeExecutionId: NodeExecutionIdentifier,
  call?: Call,
): Promise<Declared> {
  const request = { nodeExecutionId, limit: 1, sortBy: sortBy("retry_attempt", "ascending") };
  const { taskExecutions } = await context.client.read(
    ({ admin }, options) => admin.listTaskExecutions(request, options),
    call,
  );
  const task = taskExecutions[0]?.id?.taskId;
  return task === undefined ? null : readDeclared(context, toEntityRef(task, "task", context.connection), call);
}
