import { create, fromBinary } from "@bufbuild/protobuf";
import {
  type TaskExecution,
  TaskExecutionClosureSchema,
  TaskExecutionSchema,
} from "@/lib/flyteidl/gen/flyteidl/admin/task_execution_pb";
import {
  IdentifierSchema,
  ResourceType,
  type TaskExecutionIdentifier,
  TaskExecutionIdentifierSchema,
} from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { Row, SqlStore } from "@/sandbox/store/database";
import { bytesOf, numberOf, textOf } from "@/sandbox/store/row";
import { entityColumns, nodeColumns } from "../text/id-text";
import { nodeIdOf } from "./node-rows";

export function findTaskExecution(store: SqlStore, id: TaskExecutionIdentifier): Row | null {
  return store.get(
    `SELECT * FROM task_executions WHERE execution_project = ? AND execution_domain = ? AND execution_name = ?
       AND node_id = ? AND project = ? AND domain = ? AND name = ? AND version = ? AND retry_attempt = ?`,
    [...nodeColumns(id.nodeExecutionId), ...entityColumns(id.taskId), id.retryAttempt],
  );
}

export const toTaskExecution = (row: Row): TaskExecution =>
  create(TaskExecutionSchema, {
    id: create(TaskExecutionIdentifierSchema, {
      taskId: create(IdentifierSchema, {
        resourceType: ResourceType.TASK,
        project: textOf(row, "project"),
        domain: textOf(row, "domain"),
        name: textOf(row, "name"),
        version: textOf(row, "version"),
      }),
      nodeExecutionId: nodeIdOf(row),
      retryAttempt: numberOf(row, "retry_attempt"),
    }),
    inputUri: textOf(row, "input_uri"),
    closure: fromBinary(TaskExecutionClosureSchema, bytesOf(row, "closure")),
  });
