import "server-only";
import { ContrailError } from "@/lib/core/errors";

type Comparison = "eq" | "gte" | "lt" | "contains";

/** One expression of FlyteAdmin's filter language, or null where nothing is asked. */
type Filter = { text: string };

/**
 * The language has no quoting: a comma, plus or semicolon cannot be said, a leading blank is dropped, an empty value is
 * an error. Such values are refused as `invalid` rather than answered with other rows than asked for.
 */
function assertSayable(column: string, value: string): void {
  if (value !== "" && !/[,+;]|^\s|\p{Cc}/u.test(value)) return;
  throw new ContrailError("invalid", `Flyte cannot filter ${column} by “${value}”.`, {
    fields: { [column]: "cannot be empty, begin with a blank, or hold , + ;" },
  });
}

export function where(comparison: Comparison, column: string, value: string): Filter {
  assertSayable(column, value);
  // In `contains`, % and _ match anything; no execution name holds either, so a search for them would mislead.
  if (comparison === "contains" && /[%_]/.test(value)) {
    throw new ContrailError("invalid", `Flyte cannot search ${column} for “${value}”.`, {
      fields: { [column]: "cannot hold % or _" },
    });
  }
  return { text: `${comparison}(${column},${value})` };
}

export function whereIn(column: string, values: readonly string[]): Filter {
  for (const value of values) assertSayable(column, value);
  return { text: `value_in(${column},${values.join(";")})` };
}

/** RFC 3339 in UTC with a Z: an offset would need a plus. `ms` is since the epoch. */
export function writtenSince(column: string, ms: number): Filter {
  return where("gte", column, new Date(ms).toISOString());
}

/** As `writtenSince`, up to and without `ms`. */
export function writtenBefore(column: string, ms: number): Filter {
  return where("lt", column, new Date(ms).toISOString());
}

/** All of the filters must hold; the language has no "or". */
export function allOf(filters: readonly Filter[]): string {
  return filters.map(({ text }) => text).join("+");
}
