import { z } from "zod";
import type { Column, DataOfRun, Datum, Value, ValueSet, ValueType, Variable } from "@/lib/core/value";
import { text, textMap } from "./common";

const floatValue = z.union([z.number(), z.enum(["NaN", "Infinity", "-Infinity", "-0"])]);
const integerText = z.string().regex(/^-?\d{1,40}$/);

const column: z.ZodType<Column> = z.lazy(() => z.object({ name: text, type: valueType }));
const columns = z.array(column);

const typeExtras = { tag: text.optional(), literalValues: z.array(text).optional(), rest: text.optional() };
const typeOf = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.object({ kind: z.literal(kind), ...shape, ...typeExtras });

export const valueType: z.ZodType<ValueType> = z.lazy(() =>
  z.discriminatedUnion("kind", [
    typeOf("simple", {
      simple: z.enum([
        "none",
        "integer",
        "float",
        "string",
        "boolean",
        "datetime",
        "duration",
        "binary",
        "error",
        "struct",
      ]),
      schema: text.optional(),
    }),
    typeOf("enum", { values: z.array(text) }),
    typeOf("list", { item: valueType }),
    typeOf("map", { value: valueType }),
    typeOf("union", { variants: z.array(valueType) }),
    typeOf("blob", { format: text, multipart: z.boolean() }),
    typeOf("schema", { columns }),
    typeOf("structured_dataset", { format: text, columns }),
    typeOf("unknown", {}),
  ]),
);

const datum: z.ZodType<Datum> = z.lazy(() =>
  z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("null") }),
    z.object({ kind: z.literal("boolean"), value: z.boolean() }),
    z.object({ kind: z.literal("integer"), value: integerText }),
    z.object({ kind: z.literal("float"), value: floatValue }),
    z.object({ kind: z.literal("string"), value: text }),
    z.object({ kind: z.literal("bytes"), base64: text }),
    z.object({ kind: z.literal("timestamp"), value: text }),
    z.object({ kind: z.literal("extension"), type: z.number(), base64: text }),
    z.object({ kind: z.literal("list"), items: z.array(datum) }),
    z.object({ kind: z.literal("map"), entries: z.array(z.object({ key: datum, value: datum })) }),
  ]),
);

const valueExtras = { hash: text.optional(), metadata: textMap.optional() };
const valueOf = <K extends string, S extends z.ZodRawShape>(kind: K, shape: S) =>
  z.object({ kind: z.literal(kind), ...shape, ...valueExtras });

const value: z.ZodType<Value> = z.lazy(() =>
  z.discriminatedUnion("kind", [
    valueOf("none", {}),
    valueOf("integer", { value: integerText }),
    valueOf("float", { value: floatValue }),
    valueOf("string", { value: text }),
    valueOf("boolean", { value: z.boolean() }),
    valueOf("datetime", { value: text }),
    valueOf("duration", { seconds: integerText, nanos: z.number() }),
    valueOf("blob", { uri: text, format: text, multipart: z.boolean() }),
    valueOf("schema", { uri: text, columns }),
    valueOf("structured_dataset", { uri: text, format: text, columns }),
    valueOf("struct", { encoding: z.enum(["msgpack", "struct"]), data: datum }),
    valueOf("binary", { tag: text, base64: text }),
    valueOf("error", { failedNodeId: text, message: text }),
    valueOf("union", { variant: valueType, value }),
    valueOf("list", { items: z.array(value) }),
    valueOf("map", { entries: z.array(z.object({ key: text, value })) }),
    valueOf("offloaded", { uri: text, sizeBytes: text, type: valueType.nullable() }),
    valueOf("unknown", { base64: text }),
  ]),
);

const valueSet: z.ZodType<ValueSet> = z.discriminatedUnion("state", [
  z.object({ state: z.literal("present"), values: z.array(z.object({ name: text, value })) }),
  z.object({ state: z.literal("none") }),
  z.object({ state: z.literal("unavailable"), uri: text }),
]);

export const dataOfRun: z.ZodType<DataOfRun> = z.object({ inputs: valueSet, outputs: valueSet });

export const variable: z.ZodType<Variable> = z.object({ name: text, type: valueType, description: text });
