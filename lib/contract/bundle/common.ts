import { z } from "zod";
import type { EntityRef, ExecutionRef, NodeRef } from "@/lib/core/refs";

export const text = z.string();
export const textMap = z.record(z.string(), z.string());
/** Milliseconds since the epoch, or a length of time in them. */
export const ms = z.number();
export const maybeMs = ms.nullable();

export const executionRef: z.ZodType<ExecutionRef> = z.object({
  connection: text,
  project: text,
  domain: text,
  name: text,
});

export const nodeRef: z.ZodType<NodeRef> = z.object({ execution: executionRef, nodeId: text });

export const entityRef: z.ZodType<EntityRef> = z.object({
  connection: text,
  kind: z.enum(["workflow", "task", "launch_plan"]),
  project: text,
  domain: text,
  name: text,
  version: text,
});
