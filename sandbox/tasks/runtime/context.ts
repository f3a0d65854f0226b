import type { DynamicJobSpec } from "@/lib/flyteidl/gen/flyteidl/core/dynamic_job_pb";
import type { TaskTemplate } from "@/lib/flyteidl/gen/flyteidl/core/tasks_pb";
import type { FileStore } from "./files";
import type { Inputs } from "./inputs";
import type { Log } from "./log";

/** What a task's code is given beside its inputs. */
export type TaskContext = {
  task: TaskTemplate;
  /** From 0. */
  attempt: number;
  log: Log;
  files: FileStore;
  /** Lets the other tasks of this worker go on; throws when this one is cancelled. */
  breathe: () => Promise<void>;
  sleep: (seconds: number) => Promise<void>;
  /** Spreads `seconds` over `steps`, so that a person can watch; 0 seconds only breathes. */
  pace: (seconds: number, steps: number) => () => Promise<void>;
};

/** A task answers with its outputs by name, or, when it is dynamic, with a graph. */
type TaskResult = Readonly<Record<string, unknown>> | Dynamic;

/** The graph that a dynamic task wants to be run. */
export class Dynamic {
  constructor(readonly spec: DynamicJobSpec) {}
}

export type TaskFunction = (inputs: Inputs, context: TaskContext) => Promise<TaskResult> | TaskResult;
