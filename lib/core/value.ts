/**
 * Typed values of Flyte as plain JSON. 64-bit integers travel as decimal strings, floats that JSON cannot say as words;
 * decoding and encoding lose nothing (lib/server/backends/flyte1/map-value.ts).
 */
export type FloatText = "NaN" | "Infinity" | "-Infinity" | "-0";

export type Value = (
  | { kind: "none" }
  | { kind: "integer"; value: string }
  | { kind: "float"; value: number | FloatText }
  | { kind: "string"; value: string }
  | { kind: "boolean"; value: boolean }
  /** `value` is RFC 3339 in UTC with up to nine digits of a second. */
  | { kind: "datetime"; value: string }
  /** Seconds as a decimal string and nanoseconds, both of one sign, as protobuf's Duration. */
  | { kind: "duration"; seconds: string; nanos: number }
  | { kind: "blob"; uri: string; format: string; multipart: boolean }
  | { kind: "schema"; uri: string; columns: Column[] }
  | { kind: "structured_dataset"; uri: string; format: string; columns: Column[] }
  /**
   * Dataclass, pydantic model or dict: msgpack of flytekit ≥ 1.14, a protobuf Struct before that. `base64` holds the
   * bytes as they came where they are not the shortest msgpack of `data`.
   */
  | { kind: "struct"; encoding: "msgpack" | "struct"; data: Datum; base64?: string }
  | { kind: "binary"; tag: string; base64: string }
  | { kind: "error"; failedNodeId: string; message: string }
  | { kind: "union"; variant: ValueType; value: Value }
  | { kind: "list"; items: Value[] }
  | { kind: "map"; entries: { key: string; value: Value }[] }
  | { kind: "offloaded"; uri: string; sizeBytes: string; type: ValueType | null }
  /** A literal of a kind that this version does not know, or empty: `base64` holds its bytes. */
  | { kind: "unknown"; base64: string }
) & { hash?: string; metadata?: Record<string, string> };

/** The untyped tree inside a struct: integers stay exact, map keys need not be strings. */
export type Datum =
  | { kind: "null" }
  | { kind: "boolean"; value: boolean }
  | { kind: "integer"; value: string }
  | { kind: "float"; value: number | FloatText }
  | { kind: "string"; value: string }
  | { kind: "bytes"; base64: string }
  | { kind: "timestamp"; value: string }
  | { kind: "extension"; type: number; base64: string }
  | { kind: "list"; items: Datum[] }
  | { kind: "map"; entries: { key: Datum; value: Datum }[] };

export type Column = { name: string; type: ValueType };

export type SimpleTypeName =
  | "none"
  | "integer"
  | "float"
  | "string"
  | "boolean"
  | "datetime"
  | "duration"
  | "binary"
  | "error"
  | "struct";

/**
 * A Flyte type. `tag` is the name that a union gives its variant. `schema` is the JSON schema of a dataclass, as text.
 * `rest` holds what this model cannot say of it (annotations, fields of a dataclass, external schemas) as bytes in
 * base64, so that a value that carries its type can be sent back whole.
 */
export type ValueType = (
  | { kind: "simple"; simple: SimpleTypeName; schema?: string }
  | { kind: "enum"; values: string[] }
  | { kind: "list"; item: ValueType }
  | { kind: "map"; value: ValueType }
  | { kind: "union"; variants: ValueType[] }
  | { kind: "blob"; format: string; multipart: boolean }
  | { kind: "schema"; columns: Column[] }
  | { kind: "structured_dataset"; format: string; columns: Column[] }
  | { kind: "unknown" }
) & { tag?: string; literalValues?: string[]; rest?: string };

/** A named input or output of an interface. */
export type Variable = { name: string; type: ValueType; description: string };

/** What an input may start with: fixed inputs cannot be changed, required ones have no default. */
export type Parameter = Variable &
  ({ binding: "required" } | { binding: "default"; value: Value } | { binding: "fixed"; value: Value });

/** Named values in the order of their names. */
export type NamedValue = { name: string; value: Value };

/**
 * Inputs or outputs as FlyteAdmin answered them. It answers an empty map both for "none" and for data it could not
 * read: `unavailable` is an empty answer although `uri` says that something was written.
 */
export type ValueSet =
  | { state: "present"; values: NamedValue[] }
  | { state: "none" }
  | { state: "unavailable"; uri: string };

export type DataOfRun = { inputs: ValueSet; outputs: ValueSet };
