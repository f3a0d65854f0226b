import { create, equals, fromBinary, toBinary } from "@bufbuild/protobuf";
import type { ResourceListRequest } from "@/lib/flyteidl/gen/flyteidl/admin/common_pb";
import {
  type Task,
  TaskClosureSchema,
  type TaskCreateRequest,
  type TaskList,
  TaskListSchema,
  TaskSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/task_pb";
import { CompiledTaskSchema } from "@/lib/flyteidl/gen/flyteidl/core/compiler_pb";
import { type Identifier, IdentifierSchema, ResourceType } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { Row } from "@/sandbox/store/database";
import { bytesOf, textOf } from "@/sandbox/store/row";
import type { AdminContext } from "../context";
import { storeDescription } from "../descriptions";
import { alreadyExists, invalid, missingEntity } from "../errors";
import { requireScope } from "../projects";
import { entityText } from "../text/id-text";
import { fromMicros, now, toMicros } from "../time";
import { differentStructure } from "./difference";
import { anyEntityRow, entityRow, requireIdentifier } from "./entity-rows";
import { listVersions } from "./list-versions";

export function createTask(context: AdminContext, request: TaskCreateRequest): void {
  const { store } = context;
  const { id } = request;
  requireIdentifier(id);
  requireScope(context, id.project, id.domain);
  const template = request.spec?.template;
  if (template === undefined) throw invalid("missing spec");
  if (template.type === "") throw invalid("missing type");
  // FlyteAdmin keeps the id of the request, whatever the template says.
  template.id = id;
  const compiled = create(CompiledTaskSchema, { template });
  const digest = toBinary(CompiledTaskSchema, compiled, { writeUnknownFields: false });
  const known = entityRow(store, "tasks", id);
  if (known !== null) {
    const knownTask = toTask(known).closure?.compiledTask ?? create(CompiledTaskSchema);
    if (equals(CompiledTaskSchema, knownTask, compiled)) {
      throw alreadyExists("task with identical structure already exists");
    }
    throw differentStructure("task", id.name, CompiledTaskSchema, knownTask, compiled);
  }
  const at = now();
  const closure = create(TaskClosureSchema, { compiledTask: compiled });
  const description = request.spec?.description;
  store.transaction(() => {
    storeDescription(context, ResourceType.TASK, id, description);
    store.run(
      `INSERT INTO tasks (created_at, updated_at, project, domain, name, version, closure, digest, type, short_description)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        toMicros(at),
        toMicros(at),
        id.project,
        id.domain,
        id.name,
        id.version,
        toBinary(TaskClosureSchema, closure),
        digest,
        template.type,
        description?.shortDescription ?? "",
      ],
    );
  });
}

/** Answers some task when parts of the id are empty, and does not look at the resource type. */
export function getTask({ store }: AdminContext, id: Identifier | undefined): Task {
  const row = anyEntityRow(store, "tasks", id);
  if (row === null) throw missingEntity("TASK", id === undefined ? "" : entityText(id));
  return toTask(row);
}

export function listTasks({ store }: AdminContext, request: ResourceListRequest): TaskList {
  const { rows, token } = listVersions(store, "t", "ListTasks", request);
  return create(TaskListSchema, { tasks: rows.map(toTask), token });
}

function toTask(row: Row): Task {
  const closure = fromBinary(TaskClosureSchema, bytesOf(row, "closure"));
  closure.createdAt = fromMicros(Number(row.created_at));
  return create(TaskSchema, {
    id: create(IdentifierSchema, {
      resourceType: ResourceType.TASK,
      project: textOf(row, "project"),
      domain: textOf(row, "domain"),
      name: textOf(row, "name"),
      version: textOf(row, "version"),
    }),
    closure,
    shortDescription: textOf(row, "short_description"),
  });
}
