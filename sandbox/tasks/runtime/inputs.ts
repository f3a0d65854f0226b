import type { Literal, LiteralMap } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { FileRef } from "./files";

/** A task's inputs, read by the type that the task expects. Every reader throws when the input is not of it. */
export class Inputs {
  constructor(
    private readonly map: LiteralMap,
    private readonly paths: Readonly<Record<string, string>>,
  ) {}

  number(name: string): number {
    return numberOf(this.literal(name), name);
  }

  text(name: string): string {
    const value = primitiveOf(this.literal(name));
    if (typeof value !== "string") throw new TypeError(`the input ${name} is no string`);
    return value;
  }

  file(name: string): FileRef {
    return this.fileOf(this.literal(name), name);
  }

  numbers(name: string): number[] {
    return this.list(name).map((each) => numberOf(each, name));
  }

  /** A list whose elements may be missing, as a map with a success ratio gives it. */
  optionalNumbers(name: string): (number | null)[] {
    return this.list(name).map((each) => (isNone(each) ? null : numberOf(each, name)));
  }

  texts(name: string): string[] {
    return this.list(name).map((each) => String(primitiveOf(each)));
  }

  files(name: string): FileRef[] {
    return this.list(name).map((each) => this.fileOf(each, name));
  }

  numberMap(name: string): Record<string, number> {
    const { value } = this.literal(name);
    if (value.case !== "map") throw new TypeError(`the input ${name} is no map`);
    return Object.fromEntries(
      Object.entries(value.value.literals).map(([key, each]) => [key, numberOf(each, `${name}.${key}`)]),
    );
  }

  /** The message of a failure node's error, null when there is none. */
  errorMessage(name: string): string | null {
    const literal = this.map.literals[name];
    const inner = literal === undefined ? undefined : unwrapped(literal);
    if (inner?.value.case !== "scalar" || inner.value.value.value.case !== "error") return null;
    return inner.value.value.value.value.message;
  }

  /** The literal itself, for a dynamic task that hands it on. */
  literal(name: string): Literal {
    const found = this.map.literals[name];
    if (found === undefined) throw new TypeError(`the input ${name} is missing`);
    return unwrapped(found);
  }

  private list(name: string): Literal[] {
    const { value } = this.literal(name);
    if (value.case !== "collection") throw new TypeError(`the input ${name} is no list`);
    return value.value.literals;
  }

  private fileOf(literal: Literal, name: string): FileRef {
    const { value } = unwrapped(literal);
    if (value.case !== "scalar" || value.value.value.case !== "blob")
      throw new TypeError(`the input ${name} is no file`);
    const { uri } = value.value.value.value;
    return new FileRef(uri, this.paths[uri] ?? null);
  }
}

function unwrapped(literal: Literal): Literal {
  const inner = literal.value.case === "scalar" ? literal.value.value.value : undefined;
  return inner?.case === "union" && inner.value.value !== undefined ? unwrapped(inner.value.value) : literal;
}

function isNone(literal: Literal): boolean {
  const { value } = unwrapped(literal);
  return value.case === "scalar" && value.value.value.case === "noneType";
}

function primitiveOf(literal: Literal): unknown {
  const { value } = unwrapped(literal);
  if (value.case !== "scalar" || value.value.value.case !== "primitive") return undefined;
  return value.value.value.value.value.value;
}

function numberOf(literal: Literal, name: string): number {
  const value = primitiveOf(literal);
  if (typeof value === "bigint") return Number(value);
  if (typeof value !== "number") throw new TypeError(`the input ${name} is no number`);
  return value;
}
