import { randomInt } from "node:crypto";
import { clone, create, fromBinary, toBinary } from "@bufbuild/protobuf";
import {
  type ExecutionClosure,
  ExecutionClosureSchema,
  type ExecutionCreateRequest,
  ExecutionMetadataSchema,
  type ExecutionSpec,
  ExecutionSpecSchema,
  SystemMetadataSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import type { LaunchPlan } from "@/lib/flyteidl/gen/flyteidl/admin/launch_plan_pb";
import { TaskClosureSchema } from "@/lib/flyteidl/gen/flyteidl/admin/task_pb";
import { WorkflowExecution_Phase } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import {
  type Identifier,
  ResourceType,
  type WorkflowExecutionIdentifier,
  WorkflowExecutionIdentifierSchema,
} from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import { type LiteralMap, LiteralMapSchema } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { SecurityContextSchema } from "@/lib/flyteidl/gen/flyteidl/core/security_pb";
import { TaskTemplateSchema } from "@/lib/flyteidl/gen/flyteidl/core/tasks_pb";
import type { Row } from "@/sandbox/store/database";
import { bytesOf, numberOf } from "@/sandbox/store/row";
import type { AdminContext } from "../context";
import { databaseError, duplicateKey, missingEntity } from "../errors";
import { nodeRow } from "../nodes/node-rows";
import { entityRow } from "../registration/entity-rows";
import { launchPlanRow, toLaunchPlan } from "../registration/launch-plan-rows";
import { entityText } from "../text/id-text";
import { now, toMicros } from "../time";
import { resolveInputs } from "./check-inputs";
import { refuseOverLimit } from "./concurrency";
import { findExecution } from "./execution-rows";
import { singleTaskLaunchPlan } from "./single-task";
import { validateCreate } from "./validate-create";
import { workflowIdOf } from "./workflow-id";

const MAX_TAG = 255;
const DEFAULT_PARALLELISM = 25;

/**
 * Makes an execution and hands it to the engine. As in FlyteAdmin the inputs are written first: a name that is taken is
 * refused, and the inputs of the execution that has it are gone.
 */
export function createExecution(context: AdminContext, request: ExecutionCreateRequest): WorkflowExecutionIdentifier {
  const { spec, launched } = validateCreate(context, request);
  const plan = planOf(context, launched);
  const launchPlan = toLaunchPlan(plan.row);
  const userInputs = givenInputs(request, spec);
  const inputs = resolveInputs(userInputs, launchPlan.spec?.fixedInputs, launchPlan.closure?.expectedInputs);
  const id = create(WorkflowExecutionIdentifierSchema, {
    project: request.project,
    domain: request.domain,
    name: request.name || generatedName(),
  });
  const parents = parentsOf(context, spec);
  refuseOverLimit(context, launchPlan);
  const uris = putInputs(context, id, inputs, userInputs);
  if (spec.tags.some((tag) => tag.length > MAX_TAG)) {
    throw databaseError(`value too long for type character varying(${MAX_TAG})`);
  }
  const workflowRow = numberOf(plan.row, "workflow_id");
  const stored = storedSpec(spec, id, launchPlan, plan.taskRow !== 0);
  const closure = newClosure(spec, launchPlan, workflowIdOf(context, workflowRow));
  context.store.transaction(() => {
    if (findExecution(context.store, id) !== null) throw duplicateKey("executions_pkey");
    insertExecution(context, { id, spec: stored, closure, uris, parents, plan, workflowRow });
    if (plan.taskRow === 0) insertTags(context, id, spec, closure);
  });
  context.engine.start(id);
  return id;
}

type Plan = { row: Row; taskRow: number };
type Uris = { inputs: string; userInputs: string };
type Parents = { nodeRow: number; executionRow: number };

function planOf(context: AdminContext, launched: Identifier): Plan {
  if (launched.resourceType === ResourceType.LAUNCH_PLAN) return { row: launchPlanRow(context, launched), taskRow: 0 };
  const task = entityRow(context.store, "tasks", launched);
  if (task === null) throw missingEntity("TASK", entityText(launched));
  const template = fromBinary(TaskClosureSchema, bytesOf(task, "closure")).compiledTask?.template;
  const row = singleTaskLaunchPlan(context, template ?? create(TaskTemplateSchema), launched);
  return { row, taskRow: numberOf(task, "id") };
}

/** Old clients put their inputs into the spec; they count when the request has none. */
function givenInputs(request: ExecutionCreateRequest, spec: ExecutionSpec): LiteralMap {
  const isEmpty = Object.keys(request.inputs?.literals ?? {}).length === 0;
  return (isEmpty ? spec.inputs : request.inputs) ?? create(LiteralMapSchema);
}

function parentsOf(context: AdminContext, spec: ExecutionSpec): Parents {
  const parent = spec.metadata?.parentNodeExecution;
  const reference = spec.metadata?.referenceExecution;
  const parentRow = parent === undefined ? null : nodeRow(context, parent);
  const source = parent?.executionId ?? reference;
  const sourceRow = source === undefined ? null : findExecution(context.store, source);
  return {
    nodeRow: parentRow === null ? 0 : numberOf(parentRow, "id"),
    executionRow: sourceRow === null ? 0 : numberOf(sourceRow, "id"),
  };
}

function putInputs({ objects }: AdminContext, id: WorkflowExecutionIdentifier, inputs: LiteralMap, user: LiteralMap) {
  const folder = `${objects.prefix}/metadata/${id.project}/${id.domain}/${id.name}`;
  const uris = { inputs: `${folder}/inputs`, userInputs: `${folder}/user_inputs` };
  objects.put(uris.inputs, toBinary(LiteralMapSchema, inputs));
  objects.put(uris.userInputs, toBinary(LiteralMapSchema, user));
  return uris;
}

/** The spec as GetExecution shows it: no inputs, no principal, and what the server filled in. */
function storedSpec(
  spec: ExecutionSpec,
  id: WorkflowExecutionIdentifier,
  launchPlan: LaunchPlan,
  isTask: boolean,
): ExecutionSpec {
  const stored = clone(ExecutionSpecSchema, spec);
  delete stored.inputs;
  const metadata = stored.metadata ?? create(ExecutionMetadataSchema);
  metadata.principal = "";
  metadata.systemMetadata ??= create(SystemMetadataSchema);
  metadata.systemMetadata.namespace = `${id.project}-${id.domain}`;
  stored.metadata = metadata;
  stored.securityContext ??= create(SecurityContextSchema, { runAs: {} });
  if (!isTask && stored.maxParallelism <= 0) {
    stored.maxParallelism = (launchPlan.spec?.maxParallelism ?? 0) || DEFAULT_PARALLELISM;
  }
  return stored;
}

function newClosure(spec: ExecutionSpec, launchPlan: LaunchPlan, workflowId: Identifier): ExecutionClosure {
  const at = now();
  const overrides = spec.notificationOverrides;
  const notifications =
    overrides.case === "notifications"
      ? overrides.value.notifications
      : overrides.case === "disableAll" && overrides.value
        ? []
        : (launchPlan.spec?.entityMetadata?.notifications ?? []);
  return create(ExecutionClosureSchema, {
    phase: WorkflowExecution_Phase.UNDEFINED,
    createdAt: at,
    updatedAt: at,
    notifications,
    workflowId,
    stateChangeDetails: { occurredAt: at },
  });
}

type NewExecution = {
  id: WorkflowExecutionIdentifier;
  spec: ExecutionSpec;
  closure: ExecutionClosure;
  uris: Uris;
  parents: Parents;
  plan: Plan;
  workflowRow: number;
};

function insertExecution({ store }: AdminContext, made: NewExecution): void {
  const at = made.closure.createdAt === undefined ? 0 : toMicros(made.closure.createdAt);
  store.run(
    `INSERT INTO executions (created_at, updated_at, execution_project, execution_domain, execution_name, launch_plan_id,
       workflow_id, task_id, phase, closure, spec, execution_created_at, execution_updated_at, mode, source_execution_id,
       parent_node_execution_id, inputs_uri, user_inputs_uri, launch_entity)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      at,
      at,
      made.id.project,
      made.id.domain,
      made.id.name,
      numberOf(made.plan.row, "id"),
      made.workflowRow,
      made.plan.taskRow,
      WorkflowExecution_Phase[made.closure.phase] ?? "",
      toBinary(ExecutionClosureSchema, made.closure),
      toBinary(ExecutionSpecSchema, made.spec),
      at,
      at,
      made.spec.metadata?.mode ?? 0,
      made.parents.executionRow,
      made.parents.nodeRow,
      made.uris.inputs,
      made.uris.userInputs,
      made.plan.taskRow === 0 ? "launch_plan" : "task",
    ],
  );
}

/** Labels as (key, value) and tags as (tag, ""): one table, as in FlyteAdmin. */
function insertTags(
  { store }: AdminContext,
  id: WorkflowExecutionIdentifier,
  spec: ExecutionSpec,
  closure: ExecutionClosure,
): void {
  const at = closure.createdAt === undefined ? 0 : toMicros(closure.createdAt);
  const pairs = [...Object.entries(spec.labels?.values ?? {}), ...spec.tags.map((tag) => [tag, ""] as const)];
  for (const [key, value] of pairs) {
    store.run(
      `INSERT INTO execution_tags (created_at, updated_at, execution_project, execution_domain, execution_name, key, value)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
      [at, at, id.project, id.domain, id.name, key, value],
    );
  }
}

const ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

/** `a` and 19 characters that make no words, as Kubernetes names things. */
function generatedName(): string {
  let name = "a";
  for (let index = 0; index < 19; index += 1) name += ALPHABET[randomInt(ALPHABET.length)] ?? "";
  return name;
}
