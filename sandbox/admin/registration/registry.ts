import { create } from "@bufbuild/protobuf";
import { TypedInterfaceSchema, type Variable } from "@/lib/flyteidl/gen/flyteidl/core/interface_pb";
import { TaskTemplateSchema } from "@/lib/flyteidl/gen/flyteidl/core/tasks_pb";
import type { Registry } from "@/sandbox/compiler/interfaces";
import type { AdminContext } from "../context";
import { getLaunchPlan } from "./launch-plan-rows";
import { getTask } from "./tasks";

/** What the compiler looks up: the registered tasks and launch plans. Of a plan's inputs only the required ones count. */
export function registryOf(context: AdminContext): Registry {
  return {
    task: (id) => getTask(context, id).closure?.compiledTask?.template ?? create(TaskTemplateSchema),
    launchPlan: (id) => {
      const closure = getLaunchPlan(context, id).closure;
      const required: Record<string, Variable> = {};
      for (const [name, parameter] of Object.entries(closure?.expectedInputs?.parameters ?? {})) {
        if (parameter.behavior.case === "required" && parameter.behavior.value && parameter.var !== undefined) {
          required[name] = parameter.var;
        }
      }
      return create(TypedInterfaceSchema, {
        inputs: { variables: required },
        ...(closure?.expectedOutputs === undefined ? {} : { outputs: closure.expectedOutputs }),
      });
    },
  };
}
