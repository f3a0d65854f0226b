import { describe, expect, test } from "vitest";
import type { Parameter, Value, ValueSet, ValueType } from "../value";
import { executionNameFault } from "./execution-name";
import { fieldState, type LaunchField, launchFields } from "./launch-fields";

const int: ValueType = { kind: "simple", simple: "integer" };
const none: ValueType = { kind: "simple", simple: "none" };
const optionalInt: ValueType = { kind: "union", variants: [none, int] };
const integer = (value: string): Value => ({ kind: "integer", value });
const parameter = (type: ValueType, parts: Partial<Parameter> = {}): Parameter =>
  Object.assign({ name: "trips", type, description: "", binding: "required" as const }, parts);
const only = (parameters: Parameter[], source: ValueSet | null = null): LaunchField => {
  const [field] = launchFields(parameters, source);
  if (field === undefined) throw new Error("one parameter makes one field");
  return field;
};
const present = (value: Value): ValueSet => ({ state: "present", values: [{ name: "trips", value }] });
const typed = (text: string) => ({ text, variant: null });

describe("a fresh launch", () => {
  test("asks for what is required and has no value", () => {
    const field = only([parameter(int)]);
    expect(fieldState(field, null)).toMatchObject({ missing: true, error: null, value: null });
    expect(fieldState(field, typed("1500"))).toMatchObject({ missing: false, value: integer("1500") });
    expect(fieldState(field, typed("1.5"))).toMatchObject({ error: "Not a whole number: “1.5” has a fraction" });
  });

  test("starts with defaults and sends only what differs from them", () => {
    const field = only([parameter(int, { binding: "default", value: integer("4000") })]);
    expect(fieldState(field, null)).toMatchObject({ shown: typed("4000"), value: null, changed: false });
    expect(fieldState(field, typed("4_000"))).toMatchObject({ value: null, changed: false });
    expect(fieldState(field, typed("5"))).toMatchObject({ value: integer("5"), changed: true });
  });

  test("never changes a fixed input", () => {
    const field = only([parameter(int, { binding: "fixed", value: integer("7") })]);
    expect(fieldState(field, typed("8"))).toMatchObject({ shown: typed("7"), value: null, changed: false });
  });
});

describe("a relaunch", () => {
  test("starts from the stored input, before the default", () => {
    const field = only([parameter(int, { binding: "default", value: integer("4000") })], present(integer("1500")));
    expect(fieldState(field, null)).toMatchObject({ shown: typed("1500"), value: null });
    expect(fieldState(field, typed("4000"))).toMatchObject({ value: integer("4000"), changed: true });
  });

  test("keeps what it cannot show, unless it is replaced", () => {
    const stored: Value = { kind: "offloaded", uri: "s3://b/k", sizeBytes: "9", type: null };
    for (const source of [present(stored), { state: "unavailable", uri: "s3://b/i" } as const]) {
      const field = only([parameter(int)], source);
      expect(field.origin.kind).toBe("kept");
      expect(fieldState(field, null)).toMatchObject({ missing: false, value: null });
      expect(fieldState(field, typed("1"))).toMatchObject({ value: integer("1"), changed: true });
    }
  });

  test("keeps the encoding of a struct", () => {
    const stored: Value = { kind: "struct", encoding: "struct", data: { kind: "map", entries: [] } };
    const field = only([parameter({ kind: "simple", simple: "struct" })], present(stored));
    expect(fieldState(field, typed('{"a": null}')).value).toMatchObject({ encoding: "struct" });
  });
});

describe("unions", () => {
  test("start with the variant of the value and change with it", () => {
    const field = only([parameter(optionalInt)], present({ kind: "union", variant: none, value: { kind: "none" } }));
    expect(fieldState(field, null).shown).toEqual({ text: "", variant: 0 });
    expect(fieldState(field, { text: "4", variant: 1 }).value).toEqual({
      kind: "union",
      variant: int,
      value: integer("4"),
    });
    expect(fieldState(field, { text: "4", variant: 0 })).toMatchObject({ value: null, changed: false });
  });

  test("start with the first variant that holds something", () => {
    expect(fieldState(only([parameter(optionalInt)]), null).shown).toEqual({ text: "", variant: 1 });
  });
});

test.each([
  ["", null],
  ["retrain-7", null],
  ["7th", "Starts with a lower-case letter"],
  ["a_b", "“_” is not a lower-case letter, digit or hyphen"],
  ["a".repeat(64), "64 characters: at most 63"],
])("the execution name %s", (name, fault) => {
  expect(executionNameFault(name)).toBe(fault);
});
