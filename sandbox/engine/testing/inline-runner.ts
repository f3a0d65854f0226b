import type { TaskRunner } from "@/sandbox/engine/runner/runner";
import { runTask } from "@/sandbox/tasks/runtime/run-task";

/** Runs tasks in the thread of the test. */
export const inlineRunner: TaskRunner = {
  run: runTask,
  close: () => Promise.resolve(),
};
