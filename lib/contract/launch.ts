import { z } from "zod";
import type { EntityRef, ExecutionRef } from "@/lib/core/refs";
import type { Value } from "@/lib/core/value";
import { idSchema } from "./executions";

/**
 * A core value from a browser. Its shape is checked in full by the encoder, which knows the declared type and names the
 * input at fault; here only that it is a tagged value at all.
 */
const valueSchema = z.custom<Value>(
  (value) => typeof value === "object" && value !== null && "kind" in value && typeof value.kind === "string",
  "is not a typed value",
);

const refPart = { connection: idSchema, project: idSchema, domain: idSchema, name: idSchema };

export const launchBody = z.object({
  /** What to start: a version of a launch plan, or of a task. */
  entity: z.object({ ...refPart, kind: z.enum(["launch_plan", "task"]), version: idSchema }),
  /** Inputs to send by name. With `from` only those that change; all others keep their stored bytes. */
  inputs: z.record(z.string(), valueSchema).default({}),
  /** Name of the new execution; Flyte makes one when it is null. */
  name: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,62}$/, "starts with a letter, then lower-case letters, digits and hyphens, up to 63")
    .nullable()
    .default(null),
  /** The execution that this one repeats. */
  from: z.object(refPart).nullable().default(null),
});

export type LaunchRequest = {
  entity: EntityRef;
  inputs: Record<string, Value>;
  name: string | null;
  from: ExecutionRef | null;
};

/** An act that needs nothing but its address. */
export const emptyBody = z.object({}).optional();

export const terminateBody = z.object({ cause: z.string().trim().min(1, "says why").max(2000) });
