import { type DescMessage, fromBinary, type Message } from "@bufbuild/protobuf";
import { type ReflectMessage, reflect } from "@bufbuild/protobuf/reflect";
import { type Execution, ExecutionSchema } from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import { type LaunchPlan, LaunchPlanSchema } from "@/lib/flyteidl/gen/flyteidl/admin/launch_plan_pb";
import { type NodeExecution, NodeExecutionSchema } from "@/lib/flyteidl/gen/flyteidl/admin/node_execution_pb";
import { type Project, ProjectSchema } from "@/lib/flyteidl/gen/flyteidl/admin/project_pb";
import { type Signal, SignalSchema } from "@/lib/flyteidl/gen/flyteidl/admin/signal_pb";
import { type TaskExecution, TaskExecutionSchema } from "@/lib/flyteidl/gen/flyteidl/admin/task_execution_pb";
import { type Task, TaskSchema } from "@/lib/flyteidl/gen/flyteidl/admin/task_pb";
import { type Workflow, WorkflowSchema } from "@/lib/flyteidl/gen/flyteidl/admin/workflow_pb";
import { methodOf } from "./methods";
import type { RecordedCall } from "./recordings";

/** The records that one recorded answer shows, of whatever RPC. */
export type Facts = {
  projects: Project[];
  tasks: Task[];
  workflows: Workflow[];
  launchPlans: LaunchPlan[];
  executions: Execution[];
  nodes: NodeExecution[];
  attempts: TaskExecution[];
  signals: Signal[];
};

const NONE: Facts = {
  projects: [],
  tasks: [],
  workflows: [],
  launchPlans: [],
  executions: [],
  nodes: [],
  attempts: [],
  signals: [],
};

/** Reads the records out of a good answer; an answer that was left out shows none. */
export function factsOf(call: RecordedCall): Facts {
  const method = methodOf(call.rpc);
  if (method === undefined || call.ok !== true || typeof call.responseBase64 !== "string") return NONE;
  const message = fromBinary(method.output, Buffer.from(call.responseBase64, "base64"));
  const all = (schema: DescMessage) => messagesOf(reflect(method.output, message), schema.typeName);
  const found = <M extends Message>(schema: DescMessage, is: (value: Message) => value is M): M[] =>
    all(schema).filter(is);
  return {
    projects: found(ProjectSchema, (value): value is Project => value.$typeName === ProjectSchema.typeName),
    tasks: found(TaskSchema, (value): value is Task => value.$typeName === TaskSchema.typeName),
    workflows: found(WorkflowSchema, (value): value is Workflow => value.$typeName === WorkflowSchema.typeName),
    launchPlans: found(LaunchPlanSchema, (value): value is LaunchPlan => value.$typeName === LaunchPlanSchema.typeName),
    executions: found(ExecutionSchema, (value): value is Execution => value.$typeName === ExecutionSchema.typeName),
    nodes: found(
      NodeExecutionSchema,
      (value): value is NodeExecution => value.$typeName === NodeExecutionSchema.typeName,
    ),
    attempts: found(
      TaskExecutionSchema,
      (value): value is TaskExecution => value.$typeName === TaskExecutionSchema.typeName,
    ),
    signals: found(SignalSchema, (value): value is Signal => value.$typeName === SignalSchema.typeName),
  };
}

/** The answer itself, or the items of its lists, where they are of the wanted type. */
function messagesOf(root: ReflectMessage, typeName: string): Message[] {
  if (root.desc.typeName === typeName) return [root.message];
  const found: Message[] = [];
  for (const field of root.fields) {
    if (field.fieldKind !== "list" || field.listKind !== "message" || field.message.typeName !== typeName) continue;
    for (const item of root.get(field)) if (isReflected(item)) found.push(item.message);
  }
  return found;
}

const isReflected = (value: unknown): value is ReflectMessage =>
  typeof value === "object" && value !== null && "message" in value;
