import "server-only";
import { ContrailError } from "@/lib/core/errors";

/**
 * Refuses empty ids before anything is sent: several of FlyteAdmin's calls read an empty field as a wildcard and answer
 * with some row of any project.
 */
export function requireIds(ids: Readonly<Record<string, string>>): void {
  const empty = Object.entries(ids).filter(([, value]) => value === "");
  if (empty.length === 0) return;
  throw new ContrailError("invalid", `The ${empty.map(([name]) => name).join(", ")} of a request cannot be empty.`, {
    fields: Object.fromEntries(empty.map(([name]) => [name, "cannot be empty"])),
  });
}
