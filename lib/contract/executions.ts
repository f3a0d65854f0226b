import { z } from "zod";
import { EXECUTION_PHASES } from "@/lib/core/phase";

/** A name or id as Flyte allows it: never empty (FlyteAdmin reads an empty id as a wildcard), no control characters. */
export const idSchema = z
  .string()
  .min(1)
  .max(400)
  .regex(/^\P{Cc}+$/u, "holds control characters");

export const scopeParams = z.object({ project: idSchema, domain: idSchema });
export const executionParams = scopeParams.extend({ execution: idSchema });
export const nodeParams = executionParams.extend({ node: idSchema });

/** Columns by which FlyteAdmin sorts executions; its own names are in the adapter. */
export const EXECUTION_SORTS = ["created", "started", "duration", "name", "phase"] as const;
export type ExecutionSort = (typeof EXECUTION_SORTS)[number];

export const executionListSearch = z.object({
  phase: z.array(z.enum(EXECUTION_PHASES)).default([]),
  /** Part of the execution's name. Flyte's filters cannot say a comma, plus or semicolon. */
  name: z
    .string()
    .max(100)
    .regex(/^[^,+;]*$/, "cannot hold , + or ;")
    .default(""),
  workflow: z
    .string()
    .max(400)
    .regex(/^[^,+;]*$/, "cannot hold , + or ;")
    .default(""),
  sort: z.enum(EXECUTION_SORTS).default("created"),
  descending: z.boolean().default(true),
  limit: z.number().int().min(1).max(500).default(50),
  token: z.string().regex(/^\d+$/).nullable().default(null),
});

export type ExecutionListQuery = z.infer<typeof executionListSearch> & {
  scope: { connection: string; project: string; domain: string };
};
