import { parentPort } from "node:worker_threads";
import { fromBinary, toBinary } from "@bufbuild/protobuf";
import { DynamicJobSpecSchema } from "@/lib/flyteidl/gen/flyteidl/core/dynamic_job_pb";
import { LiteralMapSchema } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { TaskTemplateSchema } from "@/lib/flyteidl/gen/flyteidl/core/tasks_pb";
import { runTask } from "@/sandbox/tasks/runtime/run-task";
import { Cancelled } from "./flow/failures";
import type { FromWorker, ToWorker } from "./runner/messages";

/** The thread that tasks run in. Many at a time: each gives way whenever it waits. */
const running = new Map<number, AbortController>();

async function run(message: Extract<ToWorker, { kind: "run" }>): Promise<FromWorker> {
  const { id, task, inputs, ...rest } = message;
  const controller = new AbortController();
  running.set(id, controller);
  try {
    const request = {
      ...rest,
      task: fromBinary(TaskTemplateSchema, task),
      inputs: fromBinary(LiteralMapSchema, inputs),
    };
    const outcome = await runTask(request, controller.signal);
    if (outcome.kind === "outputs")
      return { kind: "outputs", id, outputs: toBinary(LiteralMapSchema, outcome.outputs), deck: outcome.deck };
    if (outcome.kind === "dynamic") return { kind: "dynamic", id, spec: toBinary(DynamicJobSpecSchema, outcome.spec) };
    return { kind: "failed", id, error: outcome.error };
  } catch (cause) {
    if (!(cause instanceof Cancelled)) throw cause;
    return { kind: "cancelled", id };
  } finally {
    running.delete(id);
  }
}

parentPort?.on("message", (message: ToWorker) => {
  if (message.kind === "cancel") running.get(message.id)?.abort(new Cancelled("the task was cancelled"));
  else void run(message).then((answer) => parentPort?.postMessage(answer));
});
