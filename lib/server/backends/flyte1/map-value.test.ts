import { create, equals, fromBinary, toBinary } from "@bufbuild/protobuf";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ContrailError } from "@/lib/core/errors";
import type { Column, Datum, FloatText, SimpleTypeName, Value, ValueType } from "@/lib/core/value";
import { WorkflowExecutionGetDataResponseSchema } from "@/lib/flyteidl/gen/flyteidl/admin/execution_pb";
import { NodeExecutionGetDataResponseSchema } from "@/lib/flyteidl/gen/flyteidl/admin/node_execution_pb";
import { BinarySchema, type Literal, LiteralSchema, ScalarSchema } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { bodyOf, listRecordings, loadCalls, type RecordedCall } from "@/lib/testing/recordings/load";
import { fromValue } from "./map-literal";
import { toValue } from "./map-value";
import { valueShape } from "./port/value-shape";
import { toFloat } from "./struct/float-text";

function dataOf(call: RecordedCall) {
  const body = bodyOf(call, "response");
  if (body === null) return null;
  if (call.rpc === "AdminService.GetExecutionData") return fromBinary(WorkflowExecutionGetDataResponseSchema, body);
  return call.rpc === "AdminService.GetNodeExecutionData" ? fromBinary(NodeExecutionGetDataResponseSchema, body) : null;
}

function literalsOf(call: RecordedCall): [string, Literal][] {
  const data = dataOf(call);
  return [data?.fullInputs, data?.fullOutputs].flatMap((map) => Object.entries(map?.literals ?? {}));
}

/** `equals` compares maps whatever their order, yet holds NaN for another NaN; the bytes know better. */
const isSame = (a: Literal, b: Literal): boolean =>
  equals(LiteralSchema, a, b) || Buffer.compare(toBinary(LiteralSchema, a), toBinary(LiteralSchema, b)) === 0;

describe("every literal recorded of flytekit 1.16 and 1.13", () => {
  const files = listRecordings("executions").filter((path) => /\/lit(113)?-/.test(path));

  it.each(files)("%s comes back as it was", (path) => {
    const literals = loadCalls(path).flatMap(literalsOf);
    expect(literals.length).toBeGreaterThan(0);
    for (const [name, literal] of literals) {
      const value = toValue(literal);
      expect(value.kind, name).not.toBe("unknown");
      expect(isSame(fromValue(value), literal), name).toBe(true);
      expect(valueShape.safeParse(JSON.parse(JSON.stringify(value))).success, name).toBe(true);
    }
  });
});

const float: fc.Arbitrary<number | FloatText> = fc.double().map(toFloat);
const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String);
const base64 = fc.uint8Array().map((bytes) => Buffer.from(bytes).toString("base64"));
const text = fc.string({ unit: "binary" }).filter((word) => word !== "__proto__");
const name = text.filter((word) => word !== "");
const moment = fc
  .tuple(
    fc.date({ min: new Date("0000-01-01T00:00:00Z"), max: new Date("9999-12-31T23:59:59Z"), noInvalidDate: true }),
    fc.nat(999_999_999),
  )
  .map(([date, nanos]) => {
    const digits = nanos === 0 ? "" : `.${String(nanos).padStart(9, "0").replace(/0+$/, "")}`;
    return `${date.toISOString().slice(0, 19)}${digits}Z`;
  });

/** Keys of wire maps come back in the order of their text. */
function byKey<T>(value: fc.Arbitrary<T>): fc.Arbitrary<{ key: string; value: T }[]> {
  return fc
    .uniqueArray(fc.record({ key: name, value }), { selector: ({ key }) => key, maxLength: 4 })
    .map((entries) => entries.sort((a, b) => (a.key < b.key ? -1 : 1)));
}

const { datum } = fc.letrec<{ datum: Datum }>((tie) => ({
  datum: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.constant<Datum>({ kind: "null" }),
    fc.boolean().map((value): Datum => ({ kind: "boolean", value })),
    fc
      .bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n })
      .map((value): Datum => ({ kind: "integer", value: `${value}` })),
    float.map((value): Datum => ({ kind: "float", value })),
    text.map((value): Datum => ({ kind: "string", value })),
    base64.map((bytes): Datum => ({ kind: "bytes", base64: bytes })),
    moment.map((value): Datum => ({ kind: "timestamp", value })),
    fc.record({ kind: fc.constant("extension" as const), type: fc.integer({ min: 0, max: 127 }), base64 }),
    fc.array(tie("datum"), { maxLength: 20 }).map((items): Datum => ({ kind: "list", items })),
    fc
      .array(fc.record({ key: tie("datum"), value: tie("datum") }), { maxLength: 20 })
      .map((entries): Datum => ({ kind: "map", entries })),
  ),
}));

/** What a protobuf Struct can hold: no integers, text keys in order. */
const { fields } = fc.letrec<{ leaf: Datum; fields: Datum }>((tie) => ({
  leaf: fc.oneof(
    fc.constant<Datum>({ kind: "null" }),
    fc.boolean().map((value): Datum => ({ kind: "boolean", value })),
    fc
      .double({ noNaN: true, noDefaultInfinity: true })
      .map((value): Datum => ({ kind: "float", value: toFloat(value) })),
    text.map((value): Datum => ({ kind: "string", value })),
    fc.array(tie("leaf"), { maxLength: 3 }).map((items): Datum => ({ kind: "list", items })),
    tie("fields"),
  ),
  fields: byKey(tie("leaf")).map(
    (entries): Datum => ({
      kind: "map",
      entries: entries.map(({ key, value }) => ({ key: { kind: "string", value: key }, value })),
    }),
  ),
}));

const SIMPLE: SimpleTypeName[] = ["none", "integer", "float", "string", "datetime", "binary", "error", "struct"];
const COLUMN: SimpleTypeName[] = ["integer", "float", "string", "boolean", "datetime", "duration"];
const columnsOf = (type: fc.Arbitrary<ValueType>): fc.Arbitrary<Column[]> =>
  fc.array(fc.record({ name: text, type }), { maxLength: 3 });
const schemaColumns = columnsOf(fc.constantFrom(...COLUMN).map((simple) => ({ kind: "simple", simple })));

const { type } = fc.letrec<{ type: ValueType }>((tie) => ({
  type: fc
    .tuple(
      fc.oneof(
        { depthSize: "small" },
        fc.constantFrom(...SIMPLE).map((simple): ValueType => ({ kind: "simple", simple })),
        fc.array(text).map((values): ValueType => ({ kind: "enum", values })),
        tie("type").map((item): ValueType => ({ kind: "list", item })),
        tie("type").map((value): ValueType => ({ kind: "map", value })),
        fc.array(tie("type"), { maxLength: 3 }).map((variants): ValueType => ({ kind: "union", variants })),
        fc.record({ kind: fc.constant("blob" as const), format: text, multipart: fc.boolean() }),
        fc.record({ kind: fc.constant("schema" as const), columns: schemaColumns }),
        fc.record({
          kind: fc.constant("structured_dataset" as const),
          format: text,
          columns: columnsOf(tie("type")),
        }),
        fc.constant<ValueType>({ kind: "unknown" }),
      ),
      fc.option(name, { nil: null }),
      fc.option(fc.array(text), { nil: null }),
    )
    .map(([shape, tag, literalValues]): ValueType => {
      if (shape.kind === "unknown") return shape;
      return { ...shape, ...(tag === null ? {} : { tag }), ...(literalValues === null ? {} : { literalValues }) };
    }),
}));

const notes = fc.record(
  { hash: name, metadata: fc.dictionary(name, text, { minKeys: 1, maxKeys: 3 }) },
  { requiredKeys: [], noNullPrototype: true },
);

const { value } = fc.letrec<{ value: Value }>((tie) => ({
  value: fc
    .tuple(
      fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        fc.constant<Value>({ kind: "none" }),
        int64.map((digits): Value => ({ kind: "integer", value: digits })),
        float.map((number): Value => ({ kind: "float", value: number })),
        text.map((words): Value => ({ kind: "string", value: words })),
        fc.boolean().map((flag): Value => ({ kind: "boolean", value: flag })),
        moment.map((at): Value => ({ kind: "datetime", value: at })),
        fc.record({
          kind: fc.constant("duration" as const),
          seconds: int64,
          nanos: fc.integer({ min: -999_999_999, max: 999_999_999 }),
        }),
        fc.record({ kind: fc.constant("blob" as const), uri: text, format: text, multipart: fc.boolean() }),
        fc.record({ kind: fc.constant("schema" as const), uri: text, columns: schemaColumns }),
        fc.record({
          kind: fc.constant("structured_dataset" as const),
          uri: text,
          format: text,
          columns: columnsOf(type),
        }),
        datum.map((data): Value => ({ kind: "struct", encoding: "msgpack", data })),
        fields.map((data): Value => ({ kind: "struct", encoding: "struct", data })),
        fc.record({ kind: fc.constant("binary" as const), tag: text.filter((tag) => tag !== "msgpack"), base64 }),
        fc.record({ kind: fc.constant("error" as const), failedNodeId: text, message: text }),
        fc.record({ kind: fc.constant("union" as const), variant: type, value: tie("value") }),
        fc.array(tie("value"), { maxLength: 4 }).map((items): Value => ({ kind: "list", items })),
        byKey(tie("value")).map((entries): Value => ({ kind: "map", entries })),
        fc.record({
          kind: fc.constant("offloaded" as const),
          uri: text,
          sizeBytes: fc.bigInt({ min: 0n, max: 2n ** 63n }).map(String),
          type: fc.option(type, { nil: null }),
        }),
      ),
      notes,
    )
    .map(([content, extra]): Value => ({ ...content, ...extra })),
}));

describe("fromValue and toValue", () => {
  it("lose nothing, on the wire and as JSON", () => {
    fc.assert(
      fc.property(value, (original) => {
        const sent = valueShape.parse(JSON.parse(JSON.stringify(original)));
        const received = fromBinary(LiteralSchema, toBinary(LiteralSchema, fromValue(sent)));
        expect(toValue(received)).toEqual(original);
      }),
      { numRuns: 400 },
    );
  });

  it("keep the bytes of what they do not know", () => {
    const bytes = Uint8Array.from([0x0a, 0x03, 0xa2, 0x06, 0x00, 0x22, 0x01, 0x68]);
    const literal = fromBinary(LiteralSchema, bytes);
    const kept = toValue(literal);
    expect(kept).toMatchObject({ kind: "unknown", hash: "h" });
    expect(toBinary(LiteralSchema, fromValue(kept))).toEqual(bytes);
  });

  it.each<[string, Value]>([
    ["an integer beyond 64 bits", { kind: "integer", value: "9223372036854775808" }],
    ["text for an integer", { kind: "integer", value: "1.0" }],
    ["a day that no month has", { kind: "datetime", value: "2026-02-30T00:00:00Z" }],
    ["a moment with an offset", { kind: "datetime", value: "2026-02-03T00:00:00+02:00" }],
    ["bytes in a Struct", { kind: "struct", encoding: "struct", data: { kind: "bytes", base64: "AA==" } }],
    ["broken bytes", { kind: "unknown", base64: "/w==" }],
  ])("refuse %s", (_, broken) => {
    expect(() => fromValue(broken)).toThrow(ContrailError);
  });
});

describe("msgpack that is not the shortest writing", () => {
  const bytes = Uint8Array.of(0x91, 0xca, 0x3f, 0x80, 0, 0);
  const literal = create(LiteralSchema, {
    value: {
      case: "scalar",
      value: create(ScalarSchema, {
        value: { case: "binary", value: create(BinarySchema, { tag: "msgpack", value: bytes }) },
      }),
    },
  });

  it("is shown as its tree and goes back as it came, unless the tree was changed", () => {
    const value = toValue(literal);
    expect(value).toMatchObject({ kind: "struct", data: { kind: "list", items: [{ kind: "float", value: 1 }] } });
    expect(isSame(fromValue(value), literal)).toBe(true);
    if (value.kind !== "struct") return;
    const edited = fromValue({ ...value, data: { kind: "list", items: [{ kind: "integer", value: "2" }] } });
    expect(toValue(edited)).toEqual({
      kind: "struct",
      encoding: "msgpack",
      data: { kind: "list", items: [{ kind: "integer", value: "2" }] },
    });
  });
});
