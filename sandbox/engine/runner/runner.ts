import type { DynamicJobSpec } from "@/lib/flyteidl/gen/flyteidl/core/dynamic_job_pb";
import type { LiteralMap } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import type { TaskTemplate } from "@/lib/flyteidl/gen/flyteidl/core/tasks_pb";

/** One attempt of one task, as the container of a real Flyte gets it. */
export type TaskRequest = {
  task: TaskTemplate;
  inputs: LiteralMap;
  /** From 0, as FLYTE_ATTEMPT_NUMBER says it. */
  attempt: number;
  /** Position of a map task's item, else null. */
  index: number | null;
  /** File on disk that the log is appended to. */
  logPath: string;
  /** Where files of this attempt go: their `s3://` prefix and the folder on disk behind it, without a slash at the end. */
  raw: { uri: string; path: string };
  /** Path on disk of each blob among the inputs, by URI. */
  files: Record<string, string>;
};

export type TaskError = {
  code: string;
  message: string;
  origin: "USER" | "SYSTEM";
  /** Whether the task asks for another attempt. */
  recoverable: boolean;
};

export type TaskOutcome =
  | { kind: "outputs"; outputs: LiteralMap; deck: string | null }
  | { kind: "dynamic"; spec: DynamicJobSpec }
  | { kind: "failed"; error: TaskError };

/**
 * Runs another task as an execution of its own and answers its outputs, as eager tasks do through the API. Rejects with a
 * NodeFailure when that execution did not succeed.
 */
export type Launcher = (task: string, inputs: Readonly<Record<string, unknown>>) => Promise<LiteralMap>;

/** Runs the code of tasks. A task's own failure is an outcome; `run` rejects only with the signal's reason. */
export interface TaskRunner {
  run(request: TaskRequest, signal: AbortSignal, launch?: Launcher): Promise<TaskOutcome>;
  close(): Promise<void>;
}
