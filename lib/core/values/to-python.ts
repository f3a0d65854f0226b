import type { Datum, NamedValue, Value } from "@/lib/core/value";
import { MAX_DEPTH, outlineOf } from "./outline";
import { pythonLeaf } from "./python-leaf";
import { pythonString } from "./python-string";

/**
 * A value as Python: an expression, after the imports that it needs. Every digit, NaN, key and moment is kept; dataclasses
 * are dicts, as their class is not known here.
 */
export function toPython(value: Value | Datum): string {
  const writer = new Writer();
  const text = writer.write(value, "", 0);
  return writer.withImports(text);
}

/** Named values as assignments; names that Python cannot take as variables are entries of `values`. */
export function namedToPython(values: readonly NamedValue[]): string {
  const writer = new Writer();
  const lines = values.map(({ name, value }) => {
    const target = isPythonName(name) ? name : `values[${pythonString(name)}]`;
    return `${target} = ${writer.write(value, "", 0)}`;
  });
  const needsDict = values.some(({ name }) => !isPythonName(name));
  return writer.withImports([...(needsDict ? ["values = {}"] : []), ...lines].join("\n"));
}

const KEYWORDS = new Set(
  "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield".split(
    " ",
  ),
);

const isPythonName = (name: string): boolean => /^[A-Za-z_]\w*$/.test(name) && !KEYWORDS.has(name);

class Writer {
  private readonly imports = new Set<string>();

  withImports(text: string): string {
    return this.imports.size === 0 ? text : `${[...this.imports].sort().join("\n")}\n\n${text}`;
  }

  write(value: Value | Datum, indent: string, depth: number): string {
    if (depth > MAX_DEPTH) return `...  # nested deeper than ${MAX_DEPTH}`;
    const outline = outlineOf(value);
    const inner = `${indent}    `;
    if (outline.kind === "leaf") {
      const { text, needs } = pythonLeaf(outline.leaf);
      if (needs !== null) this.imports.add(needs);
      return text;
    }
    if (outline.kind === "list") {
      const items = outline.items.map((item) => this.write(item, inner, depth + 1));
      return bracketed(items, "[]", indent);
    }
    const entries = outline.entries.map(
      ({ key, value: of }) => `${this.key(key, inner, depth + 1)}: ${this.write(of, inner, depth + 1)}`,
    );
    return bracketed(entries, "{}", indent);
  }

  /** Lists and maps as keys are tuples, as Python would not take the others. */
  private key(key: string | Datum, indent: string, depth: number): string {
    if (typeof key === "string") return pythonString(key);
    const outline = outlineOf(key);
    if (outline.kind === "leaf" || depth > MAX_DEPTH) return this.write(key, indent, depth);
    const parts =
      outline.kind === "list"
        ? outline.items.map((item) => this.keyOf(item, indent, depth + 1))
        : outline.entries.map(
            (entry) => `(${this.key(entry.key, indent, depth + 1)}, ${this.keyOf(entry.value, indent, depth + 1)})`,
          );
    return `(${parts.map((part) => `${part},`).join(" ")})`;
  }

  private keyOf(value: Value | Datum, indent: string, depth: number): string {
    const outline = outlineOf(value);
    if (outline.kind === "leaf") return this.write(value, indent, depth);
    if (outline.kind === "list") return this.key({ kind: "list", items: outline.items.filter(isDatum) }, indent, depth);
    return this.write(value, indent, depth);
  }
}

const DATUM_KINDS: ReadonlySet<string> = new Set(
  "null boolean integer float string bytes timestamp extension list map".split(" "),
);
const isDatum = (value: Value | Datum): value is Datum => DATUM_KINDS.has(value.kind);

/** Lists of short words stand in one line. */
const ONE_LINE = 88;

function bracketed(parts: readonly string[], brackets: "[]" | "{}", indent: string): string {
  const [open, close] = brackets;
  const line = `${open}${parts.join(", ")}${close}`;
  if (line.length + indent.length <= ONE_LINE && !line.includes("\n") && !line.includes("#")) return line;
  const inner = `${indent}    `;
  return `${open}\n${parts.map((part) => `${inner}${part},`).join("\n")}\n${indent}${close}`;
}
