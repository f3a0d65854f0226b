import type { FieldState, LaunchField } from "@/lib/core/launch/launch-fields";

/** Why it cannot be launched, naming one input or counting several; null when it can. */
export function reasonNot(
  fields: readonly { field: LaunchField; state: FieldState }[],
  nameFault: string | null,
): string | null {
  const invalid = fields.filter(({ state }) => state.error !== null);
  if (invalid.length > 0) return count(invalid, "is invalid", "are invalid");
  const missing = fields.filter(({ state }) => state.missing);
  if (missing.length > 0) return count(missing, "needs a value", "need a value");
  return nameFault === null ? null : "The execution name is invalid";
}

function count(fields: readonly { field: LaunchField }[], one: string, many: string): string {
  const [first] = fields;
  return fields.length === 1 && first !== undefined ? `${first.field.name} ${one}` : `${fields.length} inputs ${many}`;
}
