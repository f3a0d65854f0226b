import type { DescMessage, Message } from "@bufbuild/protobuf";
import { toJson } from "@bufbuild/protobuf";
import { invalid } from "../errors";

/** FlyteAdmin cuts longer texts, which then still fit into few clients. */
const MAX_TEXT_BYTES = 32_000;

/**
 * The refusal of a version that exists with other content. The text lists the paths that differ, old and new value; only
 * its first line is FlyteAdmin's word for word.
 */
export function differentStructure<M extends Message>(
  kind: string,
  name: string,
  schema: DescMessage,
  known: M,
  given: M,
) {
  const lines: string[] = [];
  compare(
    "",
    toJson(schema, known, { useProtoFieldName: true }),
    toJson(schema, given, { useProtoFieldName: true }),
    lines,
  );
  const text =
    `${name} ${kind} with different structure already exists. (Please register a new version of the ${kind}):\n` +
    lines.join("\n");
  return invalid(Buffer.from(text, "utf8").subarray(0, MAX_TEXT_BYTES).toString("utf8"));
}

function compare(path: string, known: unknown, given: unknown, lines: string[]): void {
  if (isObject(known) && isObject(given)) {
    for (const key of [...new Set([...Object.keys(known), ...Object.keys(given)])].sort()) {
      compare(`${path}/${key}`, known[key], given[key], lines);
    }
  } else if (JSON.stringify(known) !== JSON.stringify(given)) {
    lines.push(`${path}:\n\t- ${goText(known)} \n\t+ ${goText(given)}`);
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function goText(value: unknown): string {
  if (value === undefined || value === null) return "<nil>";
  return typeof value === "string" ? value : JSON.stringify(value);
}
