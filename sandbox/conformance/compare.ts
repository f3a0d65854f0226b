import type { JsonValue } from "@bufbuild/protobuf";

/** Paths at which two answers differ, at most `limit`. Lists named in `unordered` are compared as sets. */
export function differences(expected: JsonValue, got: JsonValue, isOrdered: boolean, limit = 4): string[] {
  const found: string[] = [];
  walk(expected, got, "", isOrdered, found);
  return found.slice(0, limit);
}

function walk(expected: JsonValue, got: JsonValue, path: string, isOrdered: boolean, found: string[]): void {
  if (Array.isArray(expected) && Array.isArray(got)) {
    if (expected.length !== got.length) found.push(`${path}.length ${expected.length}≠${got.length}`);
    const [a, b] = isOrdered ? [expected, got] : [sorted(expected), sorted(got)];
    a.slice(0, b.length).forEach((item, index) => walk(item, b[index] ?? null, `${path}[${index}]`, isOrdered, found));
  } else if (isObject(expected) && isObject(got)) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(got)])) {
      walk(expected[key] ?? null, got[key] ?? null, `${path}.${key}`, isOrdered, found);
    }
  } else if (expected !== got) {
    found.push(`${path} ${brief(expected)}≠${brief(got)}`);
  }
}

const isObject = (value: JsonValue): value is { [key: string]: JsonValue } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const sorted = (items: readonly JsonValue[]): JsonValue[] =>
  [...items].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));

const brief = (value: JsonValue): string => (JSON.stringify(value) ?? "").slice(0, 60);
