import "server-only";
import type { z } from "zod";
import type { scopeParams } from "@/lib/contract/executions";
import type { LaunchRequest, launchBody } from "@/lib/contract/launch";
import { ContrailError } from "@/lib/core/errors";
import { DEFAULT_CONNECTION } from "@/lib/core/refs";

/**
 * The launch that a browser asked for at an address. Flyte starts an execution in the project and domain of its entity
 * here, so an address that says otherwise is refused instead of silently launching elsewhere.
 */
export function requestFor(scope: z.output<typeof scopeParams>, body: z.output<typeof launchBody>): LaunchRequest {
  for (const ref of [body.entity, body.from]) {
    if (ref !== null && ref.connection !== DEFAULT_CONNECTION)
      throw new ContrailError("not_found", `No Flyte is named ${ref.connection}.`);
  }
  const { entity } = body;
  if (entity.project === scope.project && entity.domain === scope.domain) return body;
  throw new ContrailError("invalid", "The entity belongs to another project or domain than the address.", {
    fields: { entity: `is of ${entity.project}/${entity.domain}` },
  });
}
