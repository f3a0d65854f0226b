import { z } from "zod";
import { idSchema } from "./executions";

/** `subscriber` names the tab, so that its focus reaches its stream. */
export const liveSearch = z.object({ subscriber: z.uuid() });

/** What one browser looks at on the page of an execution; it decides what the BFF polls first. */
export const focusBody = z.object({
  subscriber: z.uuid(),
  /** Unique ids of parents whose children are shown. */
  parents: z.array(idSchema).max(200).default([]),
  /** Unique ids of nodes whose attempts are shown. */
  nodes: z.array(idSchema).max(20).default([]),
  hidden: z.boolean().default(false),
});
export type Focus = z.infer<typeof focusBody>;
