import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { create, fromBinary } from "@bufbuild/protobuf";
import { z } from "zod";
import { TaskSpecSchema } from "@/lib/flyteidl/gen/flyteidl/admin/task_pb";
import { WorkflowSpecSchema } from "@/lib/flyteidl/gen/flyteidl/admin/workflow_pb";
import type { CompiledWorkflowClosure } from "@/lib/flyteidl/gen/flyteidl/core/compiler_pb";
import { TypedInterfaceSchema } from "@/lib/flyteidl/gen/flyteidl/core/interface_pb";
import { type TaskTemplate, TaskTemplateSchema } from "@/lib/flyteidl/gen/flyteidl/core/tasks_pb";
import type { WorkflowTemplate } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import { compileWorkflow } from "@/sandbox/compiler/compile-workflow";

const manifest = z.object({
  entities: z.array(z.object({ kind: z.string(), name: z.string(), offset: z.number(), length: z.number() })),
});

/** The demo workflows of one version as the admin side would have compiled them. */
export function demoEntities(version: "v1" | "v2" | "v3"): {
  workflows: Record<string, CompiledWorkflowClosure>;
  tasks: TaskTemplate[];
} {
  const folder = fileURLToPath(new URL(`../../workflows/compiled/${version}/`, import.meta.url));
  const { entities } = manifest.parse(JSON.parse(readFileSync(`${folder}manifest.json`, "utf8")));
  const bundle = readFileSync(`${folder}entities.pb`);
  const tasks = new Map<string, TaskTemplate>();
  const specs: { template: WorkflowTemplate; subWorkflows: WorkflowTemplate[] }[] = [];
  for (const { kind, name, offset, length } of entities) {
    const bytes = bundle.subarray(offset, offset + length);
    if (kind === "task") tasks.set(name, fromBinary(TaskSpecSchema, bytes).template ?? create(TaskTemplateSchema));
    if (kind !== "workflow") continue;
    const { template, subWorkflows } = fromBinary(WorkflowSpecSchema, bytes);
    if (template !== undefined) specs.push({ template, subWorkflows });
  }
  const registry = {
    task: ({ name }: { name: string }) => tasks.get(name) ?? create(TaskTemplateSchema),
    launchPlan: () => create(TypedInterfaceSchema),
  };
  return {
    workflows: Object.fromEntries(
      specs.map(({ template, subWorkflows }) => [
        template.id?.name ?? "",
        compileWorkflow(template, subWorkflows, registry),
      ]),
    ),
    tasks: [...tasks.values()],
  };
}
