import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { create, equals, fromBinary } from "@bufbuild/protobuf";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { WorkflowSchema } from "@/lib/flyteidl/gen/flyteidl/admin/workflow_pb";
import {
  type CompiledWorkflowClosure,
  CompiledWorkflowClosureSchema,
} from "@/lib/flyteidl/gen/flyteidl/core/compiler_pb";
import { TypedInterfaceSchema } from "@/lib/flyteidl/gen/flyteidl/core/interface_pb";
import { TaskTemplateSchema } from "@/lib/flyteidl/gen/flyteidl/core/tasks_pb";
import { WorkflowTemplateSchema } from "@/lib/flyteidl/gen/flyteidl/core/workflow_pb";
import { uncompile } from "../conformance/uncompile";
import { compileWorkflow } from "./compile-workflow";
import { entityKey, type Registry } from "./interfaces";

const SPECS = "lib/testing/recordings/specs";
const recorded = z.object({
  calls: z.array(z.object({ rpc: z.string().nullable(), title: z.string(), responseBase64: z.string().nullish() })),
});

function closures(): { title: string; closure: CompiledWorkflowClosure }[] {
  const files = readdirSync(SPECS, { recursive: true, encoding: "utf8" }).filter((name) => /\.json(\.gz)?$/.test(name));
  return files.flatMap((name) => {
    const bytes = readFileSync(join(SPECS, name));
    const { calls } = recorded.parse(JSON.parse((name.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8")));
    return calls.flatMap(({ rpc, title, responseBase64 }) => {
      if (rpc !== "AdminService.GetWorkflow" || typeof responseBase64 !== "string") return [];
      const closure = fromBinary(WorkflowSchema, Buffer.from(responseBase64, "base64")).closure?.compiledWorkflow;
      return closure === undefined ? [] : [{ title, closure }];
    });
  });
}

function registryOf({ tasks }: CompiledWorkflowClosure): Registry {
  const known = new Map(tasks.map(({ template }) => [entityKey(template?.id), template]));
  return {
    task: (id) => known.get(entityKey(id)) ?? create(TaskTemplateSchema),
    launchPlan: () => create(TypedInterfaceSchema),
  };
}

describe("compileWorkflow", () => {
  it("makes the closures that FlyteAdmin made of the same workflows", () => {
    const all = closures();
    expect(all.length).toBeGreaterThan(100);
    const different = all.filter(({ closure }) => {
      // What a launch plan node may bind is not in the closure.
      if (
        JSON.stringify(closure, (_, v: unknown) => (typeof v === "bigint" ? String(v) : v)).includes("launchplanRef")
      ) {
        return false;
      }
      const { template, subWorkflows } = uncompile(closure);
      const made = compileWorkflow(template ?? create(WorkflowTemplateSchema), subWorkflows, registryOf(closure));
      return !equals(CompiledWorkflowClosureSchema, made, closure);
    });
    expect(different.map(({ title }) => title)).toEqual([]);
  });

  it("names the nodes of a cycle", () => {
    const node = (id: string, after: string) => ({ id, upstreamNodeIds: [after] });
    const template = create(WorkflowTemplateSchema, { nodes: [{ id: "n0" }, node("n1", "n2"), node("n2", "n1")] });
    expect(() => compileWorkflow(template, [], registryOf(create(CompiledWorkflowClosureSchema)))).toThrow(
      /CycleDetected.*n1>n2>n1/,
    );
  });

  it("refuses a promise that no node keeps", () => {
    const template = create(WorkflowTemplateSchema, {
      interface: { inputs: { variables: {} } },
      nodes: [
        {
          id: "n0",
          inputs: [{ var: "a", binding: { value: { case: "promise", value: { nodeId: "", var: "nope" } } } }],
        },
      ],
    });
    expect(() => compileWorkflow(template, [], registryOf(create(CompiledWorkflowClosureSchema)))).toThrow(
      "Variable [nope] not found on node [n0]",
    );
  });
});
