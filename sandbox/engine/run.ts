import type { Execution } from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import type { NodeExecution } from "@/lib/flyteidl/gen/flyteidl/admin/node_execution_pb";
import type { TaskExecution } from "@/lib/flyteidl/gen/flyteidl/admin/task_execution_pb";
import type { CompiledWorkflow, CompiledWorkflowClosure } from "@/lib/flyteidl/gen/flyteidl/core/compiler_pb";
import type { Identifier, WorkflowExecutionIdentifier } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { TaskTemplate } from "@/lib/flyteidl/gen/flyteidl/core/tasks_pb";
import type { AdminPort } from "@/sandbox/contract";
import type { Catalog } from "./catalog";
import type { Semaphore } from "./flow/semaphore";
import type { Waiters } from "./flow/waiters";
import type { Reporter } from "./reporter";
import type { TaskRunner } from "./runner/runner";

export type EngineOptions = {
  /** Pause before a further attempt of a task or of a map task's item. */
  retryDelayMs: number;
  /** How long a task shows QUEUED and INITIALIZING, as a real one waits for its container. */
  startDelayMs: number;
  /** Where a browser reads the log that is written to `object`, an `s3://` URI. */
  logUri: (object: string) => string;
};

/** All that the nodes of one execution share. */
export type Run = {
  id: WorkflowExecutionIdentifier;
  execution: Execution;
  admin: AdminPort;
  options: EngineOptions;
  runner: TaskRunner;
  reporter: Reporter;
  catalog: Catalog;
  waiters: Waiters;
  /** Places for running tasks and child executions: the execution's max parallelism. */
  places: Semaphore;
  /** Rows of an earlier life of this run, by unique node id; empty on a first start. */
  rows: ReadonlyMap<string, NodeExecution>;
  /** Rows of the execution that this one recovers, by unique node id, else null. */
  recovered: ReadonlyMap<string, NodeExecution> | null;
  /** `s3://…/metadata/propeller/<project>-<domain>-<name>`. */
  prefix: string;
  /** Prefix of files that tasks write. */
  rawPrefix: string;
};

/** Where a graph finds what its nodes refer to: the closure that it was compiled in. */
export class Entities {
  private readonly tasks: ReadonlyMap<string, TaskTemplate>;
  private readonly workflows: ReadonlyMap<string, CompiledWorkflow>;

  constructor(
    closure: CompiledWorkflowClosure,
    private readonly admin: AdminPort,
  ) {
    this.tasks = new Map(
      closure.tasks.flatMap(({ template }) => (template?.id === undefined ? [] : [[keyOf(template.id), template]])),
    );
    this.workflows = new Map(
      closure.subWorkflows.flatMap((each) =>
        each.template?.id === undefined ? [] : [[keyOf(each.template.id), each]],
      ),
    );
  }

  /** Throws when neither the closure nor the admin side knows the task. */
  task(id: Identifier): TaskTemplate {
    const found = this.tasks.get(keyOf(id)) ?? this.admin.task(id).template;
    if (found === undefined) throw new Error(`the task ${id.name} version ${id.version} has no template`);
    return found;
  }

  workflow(id: Identifier): CompiledWorkflow {
    const found = this.workflows.get(keyOf(id));
    if (found === undefined) throw new Error(`the sub-workflow ${id.name} version ${id.version} is not in the closure`);
    return found;
  }
}

function keyOf({ project, domain, name, version }: Identifier): string {
  return [project, domain, name, version].join(" ");
}

export function executionKey({ project, domain, name }: WorkflowExecutionIdentifier): string {
  return `${project}/${domain}/${name}`;
}

/** Attempts of a node that an earlier life of the run reported, oldest first. */
export function earlierAttempts(run: Run, nodeId: string): TaskExecution[] {
  const row = run.rows.get(nodeId);
  if (row?.id === undefined) return [];
  return run.admin.taskAttempts(row.id).toSorted((a, b) => (a.id?.retryAttempt ?? 0) - (b.id?.retryAttempt ?? 0));
}
