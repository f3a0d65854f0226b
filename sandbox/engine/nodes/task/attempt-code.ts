import { createHash } from "node:crypto";
import { dirname } from "node:path";
import { create, toBinary } from "@bufbuild/protobuf";
import { ContainerError_Kind, ErrorDocumentSchema } from "@/lib/flyteidl/gen/flyteidl/core/errors_pb";
import {
  type ExecutionError,
  ExecutionErrorSchema,
  ExecutionError_ErrorKind as Kind,
  type TaskLog,
  TaskLogSchema,
} from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import type { LiteralMap } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import type { TaskTemplate } from "@/lib/flyteidl/gen/flyteidl/core/tasks_pb";
import { now } from "@/sandbox/engine/flow/time";
import type { Run } from "@/sandbox/engine/run";
import type { TaskError, TaskOutcome } from "@/sandbox/engine/runner/runner";
import { blobsOf } from "@/sandbox/engine/values/literals";
import { eagerLauncher } from "./eager";

/** One running of a task's code: an attempt of a task node, or of one item of a map. */
export type CodeRun = {
  task: TaskTemplate;
  inputs: LiteralMap;
  attempt: number;
  index: number | null;
  /** What Kubernetes would call the pod; names the log and the folder of files. */
  podName: string;
};

export async function runCode(run: Run, code: CodeRun, signal: AbortSignal): Promise<TaskOutcome> {
  const { objects } = run.admin;
  const files: Record<string, string> = {};
  for (const literal of Object.values(code.inputs.literals))
    for (const uri of blobsOf(literal)) {
      const path = pathOf(run, uri);
      if (path !== null) files[uri] = path;
    }
  const rawUri = rawPrefixOf(run, code.podName);
  return run.runner.run(
    {
      task: code.task,
      inputs: code.inputs,
      attempt: code.attempt,
      index: code.index,
      logPath: objects.pathOf(logObject(run, code.podName)),
      raw: { uri: rawUri, path: dirname(objects.pathOf(`${rawUri}/_`)) },
      files,
    },
    signal,
    eagerLauncher(run, code.task, signal),
  );
}

/** Null for a URI that is not in the sandbox's bucket: only the task can say whether it matters. */
function pathOf(run: Run, uri: string): string | null {
  try {
    return run.admin.objects.pathOf(uri);
  } catch {
    return null;
  }
}

/** Two characters of a hash before the name, as Flyte spreads its objects over the bucket. */
function rawPrefixOf(run: Run, podName: string): string {
  const shard = createHash("sha256").update(podName).digest("hex").slice(0, 2);
  return `${run.rawPrefix}/${shard}/${podName}`;
}

export function checkpointUri(run: Run, podName: string): string {
  return `${rawPrefixOf(run, podName)}/_flytecheckpoints`;
}

function logObject(run: Run, podName: string): string {
  return `${run.admin.objects.prefix}/logs/${run.id.project}-${run.id.domain}/${podName}.log`;
}

export function logOf(run: Run, podName: string, suffix = ""): TaskLog {
  return create(TaskLogSchema, {
    uri: run.options.logUri(logObject(run, podName)),
    name: `Sandbox Logs (User)${suffix}`,
  });
}

export function executionErrorOf({ code, message, origin }: TaskError): ExecutionError {
  const kind = origin === "USER" ? Kind.USER : Kind.SYSTEM;
  return create(ExecutionErrorSchema, { code, message, kind, timestamp: now() });
}

/** flytekit leaves this file beside the outputs that it could not write. */
export function putErrorDocument(run: Run, uri: string, { code, message, origin, recoverable }: TaskError): void {
  const document = create(ErrorDocumentSchema, {
    error: {
      code,
      message,
      origin: origin === "USER" ? Kind.USER : Kind.SYSTEM,
      kind: recoverable ? ContainerError_Kind.RECOVERABLE : ContainerError_Kind.NON_RECOVERABLE,
      timestamp: now(),
    },
  });
  run.admin.objects.put(uri, toBinary(ErrorDocumentSchema, document));
}
