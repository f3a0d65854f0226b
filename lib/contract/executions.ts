import { z } from "zod";
import { EXECUTION_PHASES } from "@/lib/core/phase";
import type { EntityKind } from "@/lib/core/refs";

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
const EXECUTION_SORTS = ["created", "started", "duration", "name", "phase"] as const;
export type ExecutionSort = (typeof EXECUTION_SORTS)[number];

/** A list in a query: repeated names or commas. */
const listOf = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    (value) => (typeof value === "string" ? value.split(",").filter((part) => part !== "") : value),
    z.array(item).max(20).default([]),
  );

const filterText = (length: number) =>
  z
    .string()
    .max(length)
    .regex(/^[^,+;]*$/, "cannot hold , + or ;")
    .default("");

/** The query of the executions list, from text or from values: `?phase=failed,aborted&sort=created&descending=true`. */
export const executionListSearch = z.object({
  phase: listOf(z.enum(EXECUTION_PHASES)),
  /** Part of the execution's name. Flyte's filters cannot say a comma, plus or semicolon. */
  name: filterText(100),
  workflow: filterText(400),
  sort: z.enum(EXECUTION_SORTS).default("created"),
  descending: z
    .union([z.boolean(), z.stringbool({ truthy: ["true"], falsy: ["false"] })], "must be true or false")
    .default(true),
  limit: z.coerce.number("must be a number").int().min(1).max(500).default(50),
  token: z.string().regex(/^\d+$/, "must be a page token").nullable().default(null),
});

export type ExecutionListQuery = z.infer<typeof executionListSearch> & {
  scope: { connection: string; project: string; domain: string };
  /** Only runs of this launch plan or task, in any version. */
  launched?: { kind: EntityKind; name: string };
  /** Only runs that were created before this moment, ms since the epoch. */
  createdBeforeMs?: number;
};

/** `parent` is the row that the node was listed under, which FlyteAdmin does not say with a single row. */
export const nodeRowSearch = z.object({ parent: idSchema.nullable().default(null) });

export const attemptParams = nodeParams.extend({
  attempt: z.coerce.number("must be a number").int().min(0).max(10_000),
});
