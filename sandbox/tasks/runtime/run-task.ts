import { setImmediate } from "node:timers/promises";
import type { TaskTemplate } from "@/lib/flyteidl/gen/flyteidl/core/tasks_pb";
import { reasonOf, sleep } from "@/sandbox/engine/flow/time";
import type { TaskOutcome, TaskRequest } from "@/sandbox/engine/runner/runner";
import { findTask } from "@/sandbox/tasks/registry";
import { Dynamic, type TaskContext } from "./context";
import { encodeOutputs } from "./encode";
import { entryPoint } from "./entry-point";
import { describeFailure } from "./errors";
import { FileStore } from "./files";
import { Inputs } from "./inputs";
import { Log } from "./log";

/** Runs one attempt's code in this thread. Rejects only with the signal's reason; all else is an outcome. */
export async function runTask(request: TaskRequest, signal: AbortSignal): Promise<TaskOutcome> {
  const { task } = request;
  const log = new Log(request.logPath);
  const name = entryPoint(task);
  const code = findTask(name);
  if (code === undefined) return notImplemented(task, name, log);
  try {
    const result = await code(new Inputs(request.inputs, request.files), contextOf(request, log, signal));
    if (result instanceof Dynamic) return { kind: "dynamic", spec: result.spec };
    return { kind: "outputs", outputs: encodeOutputs(result, task, request.index), deck: null };
  } catch (cause) {
    if (signal.aborted) throw reasonOf(signal);
    const error = describeFailure(cause);
    log.raw(error.message);
    return { kind: "failed", error: { ...error, origin: "USER" } };
  }
}

function contextOf(request: TaskRequest, log: Log, signal: AbortSignal): TaskContext {
  const breathe = async () => {
    await setImmediate();
    if (signal.aborted) throw reasonOf(signal);
  };
  return {
    task: request.task,
    attempt: request.attempt,
    log,
    files: new FileStore(request.raw),
    breathe,
    sleep: (seconds) => sleep(Math.max(0, seconds) * 1_000, signal),
    pace: (seconds, steps) => {
      const wait = Math.max(0, seconds) / Math.max(1, steps);
      return () => (wait > 0 ? sleep(wait * 1_000, signal) : breathe());
    },
  };
}

function notImplemented(task: TaskTemplate, name: string, log: Log): TaskOutcome {
  const message = `the sandbox has no code for the task ${task.id?.name ?? name}: it runs tasks that it has a TypeScript twin of, and those that a script (--script) gives an outcome`;
  log.error("unknown_task", { task: name });
  return {
    kind: "failed",
    error: { code: "USER:NotImplementedError", message, origin: "USER", recoverable: false },
  };
}
