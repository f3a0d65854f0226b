import { create } from "@bufbuild/protobuf";
import type { Duration, Timestamp } from "@bufbuild/protobuf/wkt";
import { TimestampSchema } from "@bufbuild/protobuf/wkt";
import type { TaskExecution } from "@/lib/flyteidl/gen/flyteidl/admin/task_execution_pb";
import { type Span, SpanSchema } from "@/lib/flyteidl/gen/flyteidl/core/metrics_pb";

export type OptionalTime = Timestamp | undefined;

export function spanOf(startTime: OptionalTime, endTime: OptionalTime, id: Span["id"], spans: Span[] = []): Span {
  return create(SpanSchema, {
    ...(startTime === undefined ? {} : { startTime }),
    ...(endTime === undefined ? {} : { endTime }),
    id,
    spans,
  });
}

export const operation = (name: string, start: OptionalTime, end: OptionalTime): Span =>
  spanOf(start, end, { case: "operationId", value: name });

const nanosOf = (time: OptionalTime): bigint =>
  time === undefined ? 0n : time.seconds * 1_000_000_000n + BigInt(time.nanos);

export function latest(times: readonly OptionalTime[]): OptionalTime {
  return times.reduce<OptionalTime>((best, each) => (nanosOf(each) > nanosOf(best) ? each : best), undefined);
}

export const inOrder = (a: OptionalTime, b: OptionalTime): number => (nanosOf(a) < nanosOf(b) ? -1 : 1);

export function plus(start: OptionalTime, duration: Duration | undefined): OptionalTime {
  if (start === undefined || duration === undefined) return start;
  const nanos = start.nanos + duration.nanos;
  return create(TimestampSchema, {
    seconds: start.seconds + duration.seconds + BigInt(Math.floor(nanos / 1e9)),
    nanos: nanos % 1e9,
  });
}

/** An attempt with what it waited for, ran and wound up. One that took no whole second has no end of its own. */
export function attemptSpan({ id, closure }: TaskExecution, depth: number): Span {
  const { createdAt, startedAt, updatedAt, duration } = closure ?? {};
  const spans: Span[] = [];
  if (depth !== 0) {
    spans.push(operation("TASK_SETUP", createdAt, startedAt ?? updatedAt));
    const hasTime = duration !== undefined && (duration.seconds > 0n || duration.nanos > 0);
    const endedAt = hasTime ? plus(startedAt, duration) : updatedAt;
    if (startedAt !== undefined) spans.push(operation("TASK_RUNTIME", startedAt, endedAt));
    if (startedAt !== undefined && hasTime) spans.push(operation("TASK_TEARDOWN", endedAt, updatedAt));
  }
  return spanOf(createdAt, updatedAt, id === undefined ? { case: undefined } : { case: "taskId", value: id }, spans);
}
