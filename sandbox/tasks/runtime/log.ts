import { appendFileSync, mkdirSync } from "node:fs";
import { dirname } from "node:path";

/** A float among the fields of a log line, which is spelled with four decimals; plain numbers are whole. */
export class Float {
  constructor(readonly value: number) {}
}

export const float = (value: number): Float => new Float(value);

type Fields = Readonly<Record<string, string | number | Float>>;

/** Log lines with a time, a level and key=value fields, spelled as the Python tasks spell them. */
export class Log {
  constructor(private readonly path: string) {
    mkdirSync(dirname(path), { recursive: true });
    appendFileSync(path, "");
  }

  info(event: string, fields: Fields = {}): void {
    this.write("INFO", event, fields);
  }

  warning(event: string, fields: Fields = {}): void {
    this.write("WARNING", event, fields);
  }

  error(event: string, fields: Fields = {}): void {
    this.write("ERROR", event, fields);
  }

  /** Any text, for example a traceback. */
  raw(text: string): void {
    appendFileSync(this.path, text.endsWith("\n") ? text : `${text}\n`);
  }

  private write(level: string, event: string, fields: Fields): void {
    const pairs = Object.entries(fields).map(([key, value]) => `${key}=${spelled(value)}`);
    const parts = [new Date().toISOString(), level.padEnd(7), event, ...pairs];
    appendFileSync(this.path, `${parts.join(" ")}\n`);
  }
}

function spelled(value: string | number | Float): string {
  return value instanceof Float ? value.value.toFixed(4) : String(value);
}
