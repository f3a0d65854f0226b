import { create } from "@bufbuild/protobuf";
import { WorkflowExecution_Phase as Phase } from "@/lib/flyteidl/gen/flyteidl/core/execution_pb";
import type { WorkflowExecutionIdentifier } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import { WorkflowExecutionEventSchema } from "@/lib/flyteidl/gen/flyteidl/event/event_pb";
import { now } from "@/sandbox/engine/flow/time";
import { sweepAborted } from "@/sandbox/engine/sweep";
import type { Scale } from "@/sandbox/scale/scale";
import { forget } from "./notes";

/** Ends a live run from its rows, as the engine ends one that was aborted. */
export function abortRun({ context, port }: Pick<Scale, "context" | "port">, id: WorkflowExecutionIdentifier): void {
  context.store.transaction(() => {
    sweepAborted({ admin: port, id });
    port.workflowEvent(
      create(WorkflowExecutionEventSchema, { executionId: id, phase: Phase.ABORTED, occurredAt: now() }),
    );
    forget(port.state, id);
  });
}
