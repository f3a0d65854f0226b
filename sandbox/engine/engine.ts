import { setMaxListeners } from "node:events";
import type { Execution } from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import { ExecutionMetadata_ExecutionMode as Mode } from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import type { NodeExecution } from "@/lib/flyteidl/gen/flyteidl/admin/node_execution_pb";
import type { WorkflowExecutionIdentifier } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { AdminPort, EnginePort } from "@/sandbox/contract";
import { Catalog } from "./catalog";
import { runExecution } from "./execution";
import { Aborted, Closed, WORKFLOW_ABORTED } from "./flow/failures";
import { Semaphore } from "./flow/semaphore";
import { Waiters } from "./flow/waiters";
import { signalKey } from "./nodes/gate-node";
import { endKey } from "./nodes/launch-plan-node";
import { Reporter } from "./reporter";
import { type EngineOptions, executionKey, type Run } from "./run";
import { WorkerPool } from "./runner/pool";
import type { TaskRunner } from "./runner/runner";
import { readScript, ScriptedRunner } from "./runner/script";
import { startScheduler } from "./schedule/scheduler";

const DEFAULT_PARALLELISM = 25;

type Active = { controller: AbortController; done: Promise<void> };

/** Threads for tasks; most of their tasks wait most of the time. */
const WORKERS = 2;
/** Pause before a further attempt: long enough to be seen, as that of a real queue is. */
const RETRY_DELAY_MS = 2_000;
/** How long a task looks as if it waited for its container. */
const START_DELAY_MS = 60;

export type CreateEngineOptions = {
  /** Where a browser reads the log that is written to an `s3://` object. */
  logUri: (object: string) => string;
  /** The bundle of worker.ts. */
  workerUrl: URL;
  workers?: number;
  retryDelayMs?: number;
  startDelayMs?: number;
  /** Path of a file with outcomes of tasks, null for none. */
  script?: string | null;
};

/** The engine with its pool of workers. Throws when the script cannot be read. */
export function createEngine(admin: AdminPort, options: CreateEngineOptions): EnginePort {
  const { workerUrl, workers = WORKERS, script = null } = options;
  const pool = new WorkerPool(workers, workerUrl);
  const runner = script === null ? pool : new ScriptedRunner(readScript(script), pool);
  const { logUri, retryDelayMs = RETRY_DELAY_MS, startDelayMs = START_DELAY_MS } = options;
  const engine = engineWith(admin, runner, { logUri, retryDelayMs, startDelayMs });
  const stopScheduler = startScheduler(admin);
  return {
    ...engine,
    close: () => {
      stopScheduler();
      return engine.close();
    },
  };
}

/**
 * The sandbox's propeller: walks the graphs of executions and reports what happens. It keeps no truth of its own: whatever
 * `start` is told to run, it goes on with from the rows.
 */
export function engineWith(admin: AdminPort, runner: TaskRunner, options: EngineOptions): EnginePort {
  const active = new Map<string, Active>();
  const waiters = new Waiters();
  const catalog = new Catalog(admin.state);

  const start = (id: WorkflowExecutionIdentifier): void => {
    const key = executionKey(id);
    if (active.has(key)) return;
    const controller = new AbortController();
    setMaxListeners(0, controller.signal);
    // Later, so that whoever creates an execution has its answer first; a real one waits longer.
    const begin = new Promise<void>((resolve) => setTimeout(resolve, options.startDelayMs));
    const done = begin
      .then(async () => {
        if (controller.signal.reason instanceof Closed) return;
        await runExecution(openRun(admin, runner, options, catalog, waiters, id), controller.signal);
      })
      .catch((cause: unknown) => {
        process.stderr.write(`engine: ${key}: ${cause instanceof Error ? cause.message : String(cause)}\n`);
      })
      .finally(() => {
        active.delete(key);
        waiters.wake(endKey(id));
      });
    active.set(key, { controller, done });
  };

  return {
    start,

    abort(id) {
      const found = active.get(executionKey(id));
      if (found !== undefined) found.controller.abort(new Aborted(WORKFLOW_ABORTED));
      // Not running here: its rows still have to be ended.
      else start(id);
    },

    signalled(id) {
      waiters.wake(signalKey(id));
    },

    async close() {
      const running = [...active.values()];
      for (const { controller } of running) controller.abort(new Closed("the engine is closed"));
      await Promise.all(running.map(({ done }) => done));
      await runner.close();
    },
  };
}

function openRun(
  admin: AdminPort,
  runner: TaskRunner,
  options: EngineOptions,
  catalog: Catalog,
  waiters: Waiters,
  id: WorkflowExecutionIdentifier,
): Run {
  const execution = admin.execution(id);
  const rows = byNodeId(admin.nodes(id));
  const { prefix } = admin.objects;
  return {
    id,
    execution,
    admin,
    options,
    runner,
    catalog,
    waiters,
    reporter: new Reporter(admin, id, rows.values()),
    places: new Semaphore(execution.spec?.maxParallelism || DEFAULT_PARALLELISM),
    rows,
    recovered: recoveredRows(admin, execution),
    prefix: `${prefix}/metadata/propeller/${id.project}-${id.domain}-${id.name}`,
    rawPrefix: rawPrefixOf(admin, execution.spec?.rawOutputDataConfig?.outputLocationPrefix ?? ""),
  };
}

function recoveredRows(admin: AdminPort, { spec }: Execution): ReadonlyMap<string, NodeExecution> | null {
  const source = spec?.metadata?.referenceExecution;
  if (spec?.metadata?.mode !== Mode.RECOVERED || source === undefined) return null;
  return byNodeId(admin.nodes(source));
}

function byNodeId(rows: readonly NodeExecution[]): ReadonlyMap<string, NodeExecution> {
  return new Map(rows.map((row) => [row.id?.nodeId ?? "", row]));
}

/** A prefix outside the sandbox's bucket cannot be written to, so the default takes its place. */
function rawPrefixOf(admin: AdminPort, wanted: string): string {
  const { objects } = admin;
  const prefix = wanted.replace(/\/+$/, "");
  return prefix.startsWith(`${objects.prefix}/`) ? prefix : `${objects.prefix}/data`;
}
