import type { LaunchField } from "@/lib/core/launch/launch-fields";
import type { ValueType } from "@/lib/core/value";

/** How a value of the field is written, where that is not plain. */
export function formatHint({ type, origin }: LaunchField): string {
  if ("text" in origin && origin.text === null)
    return "The default cannot be shown as text; it is used unless replaced.";
  return hintOf(type);
}

function hintOf(type: ValueType): string {
  if (type.kind === "list") return "JSON: [ … ]";
  if (type.kind === "map") return 'JSON: { "key": … }';
  if (type.kind === "blob" || type.kind === "schema" || type.kind === "structured_dataset") return "Where it is stored";
  if (type.kind !== "simple") return "";
  if (type.simple === "duration") return "1h 30m, 90s or ISO 8601";
  if (type.simple === "datetime") return "UTC unless it says a zone";
  return type.simple === "struct" ? "JSON" : "";
}
