import { type DescEnum, type DescField, type DescMessage, type Message, ScalarType } from "@bufbuild/protobuf";
import { type ReflectMessage, reflect } from "@bufbuild/protobuf/reflect";

/**
 * A message as Go's text format writes it on one line, which is how FlyteAdmin puts identifiers and types into its error
 * texts: `project:"p" domain:"d" type:{simple:INTEGER}`. Map entries are sorted by key.
 */
export function protoText(schema: DescMessage, message: Message): string {
  return messageText(reflect(schema, message));
}

function messageText(message: ReflectMessage): string {
  const parts: string[] = [];
  for (const field of message.fields) {
    if (message.isSet(field)) parts.push(...fieldText(message, field));
  }
  return parts.join(" ");
}

function fieldText(message: ReflectMessage, field: DescField): string[] {
  switch (field.fieldKind) {
    case "message":
      return [`${field.name}:{${messageText(message.get(field))}}`];
    case "scalar":
      return [`${field.name}:${scalarText(field.scalar, message.get(field))}`];
    case "enum":
      return [`${field.name}:${enumText(field.enum, message.get(field))}`];
    case "list":
      return [...message.get(field)].map((item) => `${field.name}:${itemText(field, item)}`);
    case "map":
      return [...message.get(field)]
        .sort(([a], [b]) => (String(a) < String(b) ? -1 : 1))
        .map(([key, value]) => `${field.name}:{key:${scalarText(field.mapKey, key)} value:${itemText(field, value)}}`);
  }
}

function itemText(field: DescField & { fieldKind: "list" | "map" }, item: unknown): string {
  if (isReflected(item)) return `{${messageText(item)}}`;
  if (field.enum !== undefined) return enumText(field.enum, item);
  return scalarText(field.scalar ?? ScalarType.STRING, item);
}

function isReflected(value: unknown): value is ReflectMessage {
  return typeof value === "object" && value !== null && "fields" in value && "isSet" in value;
}

const enumText = (desc: DescEnum, value: unknown): string =>
  (typeof value === "number" ? desc.value[value]?.name : undefined) ?? String(value);

function scalarText(type: ScalarType, value: unknown): string {
  if (type === ScalarType.BYTES && value instanceof Uint8Array) {
    return `"${[...value].map(byteText).join("")}"`;
  }
  return type === ScalarType.STRING ? quoted(String(value)) : String(value);
}

function byteText(byte: number): string {
  if (byte === 0x22) return '\\"';
  if (byte === 0x5c) return "\\\\";
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, "0")}`;
}

const ESCAPES: Readonly<Record<string, string>> = { '"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

export function quoted(text: string): string {
  let out = '"';
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    out += ESCAPES[char] ?? (code < 0x20 || code === 0x7f ? `\\x${code.toString(16).padStart(2, "0")}` : char);
  }
  return `${out}"`;
}
