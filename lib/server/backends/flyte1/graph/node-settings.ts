import "server-only";
import { create } from "@bufbuild/protobuf";
import type { GraphNode } from "@/lib/core/graph/types";
import { TaskMetadataSchema, type TaskTemplate } from "@/lib/flyteidl/gen/flyteidl/core/tasks_pb";
import { type Node, type NodeMetadata, NodeMetadataSchema } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import { toDurationMs } from "@/lib/server/backends/flyte1/wire-time";

const NO_NODE_METADATA = create(NodeMetadataSchema);
const NO_TASK_METADATA = create(TaskMetadataSchema);

type Settings = Pick<GraphNode, "cacheable" | "retries" | "timeoutMs" | "interruptible">;

/** What a node says of itself goes before what its task says. `template` is null for nodes that run no task. */
export function toSettings(node: Node, template: TaskTemplate | null): Settings {
  const own = ownMetadata(node);
  const task = template?.metadata ?? NO_TASK_METADATA;
  return {
    cacheable: own.cacheableValue.value ?? task.discoverable,
    retries: own.retries?.retries || task.retries?.retries || 0,
    timeoutMs: toDurationMs(own.timeout) || toDurationMs(task.timeout) || null,
    interruptible: own.interruptibleValue.value ?? task.interruptibleValue.value ?? null,
  };
}

/** The items of an array node are what is retried and cached, so theirs are the settings. */
function ownMetadata({ metadata, target }: Node): NodeMetadata {
  const inner = target.case === "arrayNode" ? target.value.node?.metadata : undefined;
  return inner ?? metadata ?? NO_NODE_METADATA;
}
