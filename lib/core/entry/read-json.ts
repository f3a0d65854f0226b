/** JSON with numbers as they were written: `JSON.parse` would round integers above 2^53. Object keys keep their order. */
export type JsonTree =
  | { kind: "null" }
  | { kind: "boolean"; value: boolean }
  | { kind: "number"; text: string }
  | { kind: "string"; value: string }
  | { kind: "array"; items: JsonTree[] }
  | { kind: "object"; entries: { key: string; value: JsonTree }[] };

/** Deeper text than this is refused: the reader recurses, and no form needs more. */
const MAX_DEPTH = 200;

class JsonError extends Error {}

const NUMBER = /-?(?:(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|Infinity)|NaN/y;
const STRING = /"(?:[^"\\\p{Cc}]|\x7f|[\x80-\x9f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const SPACE = /[ \t\r\n]*/y;

/**
 * Reads one JSON value. Beyond JSON it takes NaN, Infinity and -Infinity, as Python's json does. The message of a failure
 * says where: `line 2, column 5: expected a value`.
 */
export function readJson(text: string): { ok: true; tree: JsonTree } | { ok: false; message: string } {
  const reader = new Reader(text);
  try {
    const tree = reader.value(0);
    reader.end();
    return { ok: true, tree };
  } catch (error) {
    if (error instanceof JsonError) return { ok: false, message: error.message };
    throw error;
  }
}

class Reader {
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  value(depth: number): JsonTree {
    if (depth > MAX_DEPTH) throw this.error(`nested deeper than ${MAX_DEPTH}`);
    this.take(SPACE);
    const first = this.text[this.at];
    if (first === "{") return this.object(depth);
    if (first === "[") return this.array(depth);
    if (first === '"') return { kind: "string", value: this.string() };
    return this.word();
  }

  end(): void {
    this.take(SPACE);
    if (this.at < this.text.length) throw this.error("expected the end");
  }

  private word(): JsonTree {
    const number = this.take(NUMBER);
    if (number !== null && number !== "") return { kind: "number", text: number };
    if (this.skip("null")) return { kind: "null" };
    if (this.skip("true")) return { kind: "boolean", value: true };
    if (this.skip("false")) return { kind: "boolean", value: false };
    throw this.error("expected a value");
  }

  private string(): string {
    const quoted = this.take(STRING);
    if (quoted === null) throw this.error("expected a string in double quotes");
    return String(JSON.parse(quoted));
  }

  private array(depth: number): JsonTree {
    const items: JsonTree[] = [];
    this.members("[", "]", () => {
      items.push(this.value(depth + 1));
    });
    return { kind: "array", items };
  }

  private object(depth: number): JsonTree {
    const entries: { key: string; value: JsonTree }[] = [];
    const keys = new Set<string>();
    this.members("{", "}", () => {
      const key = this.string();
      if (keys.has(key)) throw this.error(`the key ${JSON.stringify(key)} is there twice`);
      keys.add(key);
      this.take(SPACE);
      if (!this.skip(":")) throw this.error('expected ":"');
      entries.push({ key, value: this.value(depth + 1) });
    });
    return { kind: "object", entries };
  }

  private members(open: string, close: string, one: () => void): void {
    this.skip(open);
    this.take(SPACE);
    if (this.skip(close)) return;
    do {
      this.take(SPACE);
      one();
      this.take(SPACE);
    } while (this.skip(","));
    if (!this.skip(close)) throw this.error(`expected "," or "${close}"`);
  }

  private skip(word: string): boolean {
    if (!this.text.startsWith(word, this.at)) return false;
    this.at += word.length;
    return true;
  }

  private take(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (match === null) return null;
    this.at = pattern.lastIndex;
    return match[0];
  }

  private error(what: string): JsonError {
    const before = this.text.slice(0, this.at).split("\n");
    return new JsonError(`line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}: ${what}`);
  }
}
