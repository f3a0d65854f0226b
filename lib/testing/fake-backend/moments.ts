import { fromJson, type JsonValue } from "@bufbuild/protobuf";
import { z } from "zod";
import type { Execution } from "@/lib/core/execution";
import type { SignalState } from "@/lib/core/live/types";
import type { Attempt, NodeRow } from "@/lib/core/node";
import { DEFAULT_CONNECTION } from "@/lib/core/refs";
import { ExecutionSchema } from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import { NodeExecutionSchema } from "@/lib/flyteidl/gen/flyteidl/admin/node_execution_pb";
import { SignalSchema } from "@/lib/flyteidl/gen/flyteidl/admin/signal_pb";
import { TaskExecutionSchema } from "@/lib/flyteidl/gen/flyteidl/admin/task_execution_pb";
import { toAttempt } from "@/lib/server/backends/flyte1/map-attempt";
import { toExecution } from "@/lib/server/backends/flyte1/map-execution";
import { toNodeRow } from "@/lib/server/backends/flyte1/map-node";
import { loadLines } from "@/lib/testing/recordings/load";

/** One moment of a recorded run: all that FlyteAdmin would have answered. `atMs` is since its creation. */
export type Moment = {
  atMs: number;
  execution: Execution;
  rows: ReadonlyMap<string, NodeRow>;
  attempts: ReadonlyMap<string, Attempt[]>;
  signals: ReadonlyMap<string, SignalState>;
};

const json = z.custom<JsonValue>(() => true);
const frameSchema = z.object({
  t: z.number(),
  /** Only frames that were polled changed something; acts of the watcher and the last line say other things. */
  pollMs: z.number(),
  execution: json.optional(),
  nodes: z.array(z.object({ parent: z.string(), node: json })).default([]),
  tasks: z.array(z.object({ node: z.string(), task: json })).default([]),
  signals: z.array(json).default([]),
});
type Frame = z.infer<typeof frameSchema>;

/** Every moment of a recorded timeline (`timelines/retry.jsonl`), mapped to core as the Flyte 1 backend maps it. */
export function momentsOf(file: string): Moment[] {
  const moments: Moment[] = [];
  for (const line of loadLines(file)) {
    const frame = frameSchema.safeParse(line);
    const moment = frame.success ? following(moments.at(-1), frame.data) : null;
    if (moment !== null) moments.push(moment);
  }
  return moments;
}

function following(before: Moment | undefined, frame: Frame): Moment | null {
  const execution =
    frame.execution === undefined
      ? before?.execution
      : toExecution(fromJson(ExecutionSchema, frame.execution), DEFAULT_CONNECTION, "list");
  if (execution === undefined) return null;
  return {
    atMs: frame.t,
    execution,
    rows: new Map([...(before?.rows ?? []), ...frame.nodes.map(toRow)]),
    attempts: frame.tasks.reduce(withAttempt, new Map(before?.attempts)),
    signals: new Map([...(before?.signals ?? []), ...frame.signals.map(toSignal)]),
  };
}

function toRow({ parent, node }: Frame["nodes"][number]): [string, NodeRow] {
  const where = { parentId: parent === "" ? null : parent, connection: DEFAULT_CONNECTION, from: "list" as const };
  const row = toNodeRow(fromJson(NodeExecutionSchema, node), where);
  return [row.nodeId, row];
}

function withAttempt(attempts: Map<string, Attempt[]>, { node, task }: Frame["tasks"][number]): Map<string, Attempt[]> {
  const attempt = toAttempt(fromJson(TaskExecutionSchema, task), DEFAULT_CONNECTION);
  const others = (attempts.get(node) ?? []).filter(({ number }) => number !== attempt.number);
  return attempts.set(node, [...others, attempt]);
}

function toSignal(signal: JsonValue): [string, SignalState] {
  const { id, value } = fromJson(SignalSchema, signal);
  const signalId = id?.signalId ?? "";
  return [signalId, { signalId, isSet: value?.value.case !== undefined }];
}
