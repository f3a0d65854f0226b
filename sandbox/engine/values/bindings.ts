import { create } from "@bufbuild/protobuf";
import { decode, encode } from "@msgpack/msgpack";
import {
  BinarySchema,
  type Binding,
  type BindingData,
  type Literal,
  type LiteralMap,
  LiteralSchema,
} from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import type { PromiseAttribute } from "@/lib/flyteidl/gen/flyteidl/core/types_pb";
import { NodeFailure, userError } from "@/sandbox/engine/flow/failures";
import { collection, literalMap, mapLiteral, none, primitive, scalar } from "./literals";

/** Outputs of a node by its spec id; `""` and `start-node` stand for the graph's own inputs. */
export type Lookup = (nodeId: string) => LiteralMap | undefined;

/** The literals that bindings name. Throws NodeFailure when a promise names what does not exist. */
export function resolveBindings(bindings: readonly Binding[], lookup: Lookup): LiteralMap {
  const literals: Record<string, Literal> = {};
  for (const { var: name, binding } of bindings) {
    const literal = binding === undefined ? undefined : resolve(binding, lookup);
    if (literal !== undefined) literals[name] = literal;
  }
  return literalMap(literals);
}

function resolve(binding: BindingData, lookup: Lookup): Literal | undefined {
  const { value } = binding;
  switch (value.case) {
    case "scalar":
    case "offloadedMetadata":
      return create(LiteralSchema, { value });
    case "collection":
      return collection(value.value.bindings.flatMap((each) => resolve(each, lookup) ?? []));
    case "map": {
      const literals: Record<string, Literal> = {};
      for (const [key, each] of Object.entries(value.value.bindings)) {
        const literal = resolve(each, lookup);
        if (literal !== undefined) literals[key] = literal;
      }
      return mapLiteral(literals);
    }
    case "promise": {
      const { nodeId, var: name, attrPath } = value.value;
      const found = lookup(nodeId)?.literals[name];
      if (found === undefined) return undefined;
      return attrPath.reduce((literal, attribute) => attributeOf(literal, attribute, `${nodeId}.${name}`), found);
    }
    case undefined:
      return undefined;
  }
}

function attributeOf(literal: Literal, attribute: PromiseAttribute, of: string): Literal {
  const key = attribute.value.value;
  const found = key === undefined ? undefined : memberLiteral(literal, key);
  if (found === undefined)
    throw new NodeFailure(userError("PromiseAttributeResolveError", `the attribute [${key}] of ${of} was not found`));
  return found;
}

function memberLiteral({ value }: Literal, key: string | number): Literal | undefined {
  if (value.case === "collection") return typeof key === "number" ? value.value.literals[key] : undefined;
  if (value.case === "map") return typeof key === "string" ? value.value.literals[key] : undefined;
  const inner = value.case === "scalar" ? value.value.value : undefined;
  if (inner?.case === "binary") return fromPlain(memberOf(decode(inner.value.value, { useBigInt64: true }), key));
  return inner?.case === "generic" ? fromPlain(memberOf(inner.value, key)) : undefined;
}

function memberOf(value: unknown, key: string | number): unknown {
  if (Array.isArray(value) && typeof key === "number") return value[key];
  if (typeof value !== "object" || value === null) return undefined;
  return Object.entries(value).find(([name]) => name === String(key))?.[1];
}

/** Scalars become primitives; what has members stays msgpack, as Flyte's own attribute access does. */
function fromPlain(value: unknown): Literal | undefined {
  if (typeof value === "bigint") return primitive({ case: "integer", value });
  if (typeof value === "number") return primitive({ case: "floatValue", value });
  if (typeof value === "string") return primitive({ case: "stringValue", value });
  if (typeof value === "boolean") return primitive({ case: "boolean", value });
  if (value === null) return none();
  if (typeof value !== "object") return undefined;
  return scalar({
    case: "binary",
    value: create(BinarySchema, { tag: "msgpack", value: encode(value, { useBigInt64: true }) }),
  });
}
