import type { TaskTemplate } from "@/lib/flyteidl/gen/flyteidl/core/tasks_pb";

/** `module.function` of a Python task: what its container is told to load. A map task's own id is a made-up name. */
export function entryPoint(task: TaskTemplate): string {
  const args = task.target.case === "container" ? task.target.value.args : [];
  const after = (word: string) => args[args.lastIndexOf(word) + 1];
  const [module, name] = args.includes("task-name") ? [after("task-module"), after("task-name")] : [];
  return module === undefined || name === undefined ? (task.id?.name ?? "") : `${module}.${name}`;
}
