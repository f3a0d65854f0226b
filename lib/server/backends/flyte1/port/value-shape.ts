import "server-only";
import { z } from "zod";
import type { Column, Datum, Value, ValueType } from "@/lib/core/value";

const base64 = z.base64();
const float = z.union([z.number(), z.enum(["NaN", "Infinity", "-Infinity", "-0"])]);
const nanos = z.number().int().min(-999_999_999).max(999_999_999);

const datum: z.ZodType<Datum> = z.lazy(() =>
  z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("null") }),
    z.object({ kind: z.literal("boolean"), value: z.boolean() }),
    z.object({ kind: z.literal("integer"), value: z.string() }),
    z.object({ kind: z.literal("float"), value: float }),
    z.object({ kind: z.literal("string"), value: z.string() }),
    z.object({ kind: z.literal("bytes"), base64 }),
    z.object({ kind: z.literal("timestamp"), value: z.string() }),
    z.object({ kind: z.literal("extension"), type: z.number().int().min(-128).max(127), base64 }),
    z.object({ kind: z.literal("list"), items: z.array(datum) }),
    z.object({ kind: z.literal("map"), entries: z.array(z.object({ key: datum, value: datum })) }),
  ]),
);

const column: z.ZodType<Column> = z.lazy(() => z.object({ name: z.string(), type: valueType }));

const simple = z.enum([
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
]);

const typeNotes = {
  tag: z.string().optional(),
  literalValues: z.array(z.string()).optional(),
  rest: base64.optional(),
};

const valueType: z.ZodType<ValueType> = z.lazy(() =>
  z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("simple"), simple, schema: z.string().optional(), ...typeNotes }),
    z.object({ kind: z.literal("enum"), values: z.array(z.string()), ...typeNotes }),
    z.object({ kind: z.literal("list"), item: valueType, ...typeNotes }),
    z.object({ kind: z.literal("map"), value: valueType, ...typeNotes }),
    z.object({ kind: z.literal("union"), variants: z.array(valueType), ...typeNotes }),
    z.object({ kind: z.literal("blob"), format: z.string(), multipart: z.boolean(), ...typeNotes }),
    z.object({ kind: z.literal("schema"), columns: z.array(column), ...typeNotes }),
    z.object({ kind: z.literal("structured_dataset"), format: z.string(), columns: z.array(column), ...typeNotes }),
    z.object({ kind: z.literal("unknown"), ...typeNotes }),
  ]),
);

const notes = { hash: z.string().optional(), metadata: z.record(z.string(), z.string()).optional() };
const uri = z.string();
const columns = z.array(column);
const entries = z.lazy(() => z.array(z.object({ key: z.string(), value: valueShape })));

/** The shape of a core value in full, for values that a browser sent. Ranges are checked where they are encoded. */
export const valueShape: z.ZodType<Value> = z.lazy(() =>
  z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("none"), ...notes }),
    z.object({ kind: z.literal("integer"), value: z.string(), ...notes }),
    z.object({ kind: z.literal("float"), value: float, ...notes }),
    z.object({ kind: z.literal("string"), value: z.string(), ...notes }),
    z.object({ kind: z.literal("boolean"), value: z.boolean(), ...notes }),
    z.object({ kind: z.literal("datetime"), value: z.string(), ...notes }),
    z.object({ kind: z.literal("duration"), seconds: z.string(), nanos, ...notes }),
    z.object({ kind: z.literal("blob"), uri, format: z.string(), multipart: z.boolean(), ...notes }),
    z.object({ kind: z.literal("schema"), uri, columns, ...notes }),
    z.object({ kind: z.literal("structured_dataset"), uri, format: z.string(), columns, ...notes }),
    z.object({
      kind: z.literal("struct"),
      encoding: z.enum(["msgpack", "struct"]),
      data: datum,
      base64: z.string().optional(),
      ...notes,
    }),
    z.object({ kind: z.literal("binary"), tag: z.string(), base64, ...notes }),
    z.object({ kind: z.literal("error"), failedNodeId: z.string(), message: z.string(), ...notes }),
    z.object({ kind: z.literal("union"), variant: valueType, value: valueShape, ...notes }),
    z.object({ kind: z.literal("list"), items: z.array(valueShape), ...notes }),
    z.object({ kind: z.literal("map"), entries, ...notes }),
    z.object({ kind: z.literal("offloaded"), uri, sizeBytes: z.string(), type: valueType.nullable(), ...notes }),
    z.object({ kind: z.literal("unknown"), base64, ...notes }),
  ]),
);
