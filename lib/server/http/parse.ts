import "server-only";
import type { z } from "zod";
import { ContrailError } from "@/lib/core/errors";

/** Parses what a browser sent; throws `invalid` whose `fields` name what is wrong, path by path. */
export function parse<T extends z.ZodType>(schema: T, input: unknown, what: string): z.output<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields = Object.fromEntries(
    parsed.error.issues.map((issue) => [issue.path.map(String).join(".") || what, issue.message]),
  );
  const first = Object.entries(fields)[0] ?? [what, "is malformed"];
  throw new ContrailError("invalid", `The ${what} is malformed: ${first[0]}: ${first[1]}`, { fields });
}

/** Query parameters as an object: a name that is repeated gives a list. */
export function searchObject(search: URLSearchParams): Record<string, string | string[]> {
  const object: [string, string | string[]][] = [];
  for (const name of new Set(search.keys())) {
    const values = search.getAll(name);
    object.push([name, values.length === 1 ? (values[0] ?? "") : values]);
  }
  return Object.fromEntries(object);
}
