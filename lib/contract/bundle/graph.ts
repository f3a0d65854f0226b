import { z } from "zod";
import type { Gate, GraphEdge, GraphNode, WorkflowGraph } from "@/lib/core/graph/types";
import { entityRef, maybeMs, ms, text } from "./common";
import { valueType, variable } from "./values";

const gate: z.ZodType<Gate> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("approve"), signalId: text }),
  z.object({ kind: z.literal("signal"), signalId: text, type: valueType, outputName: text }),
  z.object({ kind: z.literal("sleep"), durationMs: ms }),
]);

const arm = z.object({
  kind: z.enum(["if", "else_if", "else", "else_fail"]),
  nodeId: text.nullable(),
  condition: text.nullable(),
  failMessage: text.nullable(),
});

const ofEveryNode = {
  id: text,
  name: text,
  cacheable: z.boolean(),
  retries: z.number(),
  timeoutMs: maybeMs,
  interruptible: z.boolean().nullable(),
  bindings: z.array(z.object({ name: text, text })),
};
const nodeOf = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.object({ kind: z.literal(kind), ...ofEveryNode, ...shape });

const graphNode: z.ZodType<GraphNode> = z.lazy(() =>
  z.discriminatedUnion("kind", [
    nodeOf("task", { task: entityRef, taskType: text, mayBeDynamic: z.boolean() }),
    nodeOf("sub_workflow", { workflow: entityRef, graph: workflowGraph }),
    nodeOf("branch", { arms: z.array(arm), graph: workflowGraph }),
    nodeOf("array", {
      task: entityRef.nullable(),
      parallelism: z.number().nullable(),
      minSuccessRatio: z.number().nullable(),
      minSuccesses: z.number().nullable(),
    }),
    nodeOf("gate", { gate }),
    nodeOf("launch_plan", { launchPlan: entityRef }),
    nodeOf("unknown", {}),
  ]),
);

const graphEdge: z.ZodType<GraphEdge> = z.object({
  source: text,
  target: text,
  kind: z.enum(["value", "order", "failure"]),
  values: z.array(z.object({ from: text, to: text })),
});

export const workflowGraph: z.ZodType<WorkflowGraph> = z.lazy(() =>
  z.object({
    nodes: z.array(graphNode),
    edges: z.array(graphEdge),
    inputs: z.array(variable),
    outputs: z.array(variable),
  }),
);
