import { z } from "zod";
import { idSchema, scopeParams } from "./executions";

export const nameParams = scopeParams.extend({ name: idSchema });
export const versionParams = nameParams.extend({ version: idSchema });

/** A page of the versions of one name. */
export const versionListSearch = z.object({
  limit: z.coerce.number("must be a number").int().min(1).max(500).default(50),
  token: z.string().regex(/^\d+$/, "must be a page token").nullable().default(null),
});
