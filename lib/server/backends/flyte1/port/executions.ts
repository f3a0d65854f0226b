import "server-only";
import type { ExecutionListQuery, ExecutionSort } from "@/lib/contract/executions";
import { ContrailError } from "@/lib/core/errors";
import type { EntityRef } from "@/lib/core/refs";
import type { Call, FlyteBackend } from "@/lib/server/backend";
import { allOf, where, whereIn, writtenBefore } from "@/lib/server/backends/flyte1/call/filters";
import { requireIds } from "@/lib/server/backends/flyte1/call/ids";
import { phaseNames, toExecution } from "@/lib/server/backends/flyte1/map-execution";
import { fromEntityRef, fromExecutionRef } from "@/lib/server/backends/flyte1/map-ref";
import { type Context, nextToken, sortBy } from "./context";
import { type Declared, isEmpty, toValueSet } from "./value-set";

const SORT_COLUMNS: Readonly<Record<ExecutionSort, string>> = {
  created: "execution_created_at",
  started: "started_at",
  duration: "duration",
  name: "execution_name",
  phase: "phase",
};

function toFilters({ phase, name, workflow, launched, createdBeforeMs }: ExecutionListQuery): string {
  return allOf([
    ...(phase.length === 0 ? [] : [whereIn("phase", phase.flatMap(phaseNames))]),
    ...(name === "" ? [] : [where("contains", "execution_name", name)]),
    ...(workflow === "" ? [] : [where("eq", "workflow.name", workflow)]),
    // Flyte notes the task of a run only where a single task was launched, which is what is asked for then.
    ...(launched === undefined ? [] : [where("eq", `${launched.kind}.name`, launched.name)]),
    ...(createdBeforeMs === undefined ? [] : [writtenBefore(SORT_COLUMNS.created, createdBeforeMs)]),
  ]);
}

type Calls = Pick<FlyteBackend, "listExecutions" | "getExecution" | "getExecutionData">;

export function executionCalls(context: Context): Calls {
  const { client, connection } = context;

  const getExecution: Calls["getExecution"] = async (ref, call) => {
    const id = fromExecutionRef(ref);
    const execution = await client.read(({ admin }, options) => admin.getExecution({ id }, options), call);
    return toExecution(execution, connection, "get");
  };

  return {
    getExecution,

    async listExecutions(query, call) {
      const { project, domain } = query.scope;
      requireIds({ project, domain });
      const isUnknownOnly = query.phase.length > 0 && query.phase.every((phase) => phaseNames(phase).length === 0);
      if (isUnknownOnly) return { items: [], nextToken: null };
      const request = {
        id: { project, domain },
        limit: query.limit,
        token: query.token ?? "",
        filters: toFilters(query),
        sortBy: sortBy(SORT_COLUMNS[query.sort], query.descending ? "descending" : "ascending"),
      };
      const list = await client.read(({ admin }, options) => admin.listExecutions(request, options), call);
      return {
        items: list.executions.map((execution) => toExecution(execution, connection, "list")),
        nextToken: nextToken(list.token),
      };
    },

    async getExecutionData(ref, call) {
      const id = fromExecutionRef(ref);
      const { fullInputs, fullOutputs } = await client.read(
        ({ admin }, options) => admin.getExecutionData({ id }, options),
        call,
      );
      if (!isEmpty(fullInputs) && !isEmpty(fullOutputs)) {
        return { inputs: toValueSet(fullInputs, "", true), outputs: toValueSet(fullOutputs, "", true) };
      }
      const { launched, outputUri } = await getExecution(ref, call);
      const isUnclear = isEmpty(fullInputs) || outputUri !== "";
      const declared = isUnclear ? await readDeclared(context, launched, call) : null;
      return {
        inputs: toValueSet(fullInputs, "", declared?.inputs === true),
        outputs: toValueSet(fullOutputs, outputUri, outputUri !== "" && declared?.outputs === true),
      };
    },
  };
}

/** What was launched declares its inputs and outputs; inputs that a launch plan fixes are stored with the others. */
export async function readDeclared(context: Context, launched: EntityRef, call?: Call): Promise<Declared> {
  try {
    return await (launched.kind === "task" ? readTask(context, launched, call) : readPlan(context, launched, call));
  } catch (error) {
    // What ran in a dynamic task need not be registered.
    if (error instanceof ContrailError && (error.code === "not_found" || error.code === "invalid")) return null;
    throw error;
  }
}

async function readTask({ client }: Context, ref: EntityRef, call?: Call): Promise<Declared> {
  const id = fromEntityRef(ref);
  const { closure } = await client.read(({ admin }, options) => admin.getTask({ id }, options), call);
  const { inputs, outputs } = closure?.compiledTask?.template?.interface ?? {};
  return { inputs: has(inputs?.variables), outputs: has(outputs?.variables) };
}

async function readPlan({ client }: Context, ref: EntityRef, call?: Call): Promise<Declared> {
  const id = fromEntityRef(ref);
  const { spec, closure } = await client.read(({ admin }, options) => admin.getLaunchPlan({ id }, options), call);
  return {
    inputs: has(closure?.expectedInputs?.parameters) || has(spec?.fixedInputs?.literals),
    outputs: has(closure?.expectedOutputs?.variables),
  };
}

const has = (named: object | undefined): boolean => Object.keys(named ?? {}).length > 0;
