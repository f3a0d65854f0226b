import { create } from "@bufbuild/protobuf";
import { encode } from "@msgpack/msgpack";
import { BinarySchema, type Literal, type LiteralMap } from "@/lib/flyteidl/gen/flyteidl/core/literals_pb";
import { type LiteralType, LiteralTypeSchema, SimpleType } from "@/lib/flyteidl/gen/flyteidl/core/types_pb";
import { literalMap, primitive, scalar } from "@/sandbox/engine/values/literals";
import type { Random } from "@/sandbox/scale/random";
import { simple } from "@/sandbox/scale/shapes/tasks";

const FIELDS = 200;
const OPTIMIZERS = ["adam", "sgd", "lion"] as const;
const CITIES = ["berlin", "hamburg", "lisbon", "paris"] as const;

type Parameter = { type: SimpleType; draw: (random: Random) => number | string | boolean };

const choice =
  <T extends number | string>(...values: [T, ...T[]]) =>
  (random: Random): T =>
    random.pick(values);

/** The twelve inputs of a run. */
const PARAMETERS: Readonly<Record<string, Parameter>> = {
  learning_rate: { type: SimpleType.FLOAT, draw: (random) => 10 ** random.between(-4, -0.5) },
  dropout: { type: SimpleType.FLOAT, draw: (random) => random.between(0, 0.6) },
  weight_decay: { type: SimpleType.FLOAT, draw: choice(0.0001, 0.001, 0.01, 0.1) },
  momentum: { type: SimpleType.FLOAT, draw: (random) => random.between(0.5, 0.99) },
  depth: { type: SimpleType.INTEGER, draw: choice(2, 3, 4, 6, 8) },
  width: { type: SimpleType.INTEGER, draw: choice(32, 64, 128, 256) },
  epochs: { type: SimpleType.INTEGER, draw: choice(5, 10, 20) },
  batch_size: { type: SimpleType.INTEGER, draw: choice(16, 32, 64, 128) },
  seed: { type: SimpleType.INTEGER, draw: (random) => random.below(1_000_000) },
  optimizer: { type: SimpleType.STRING, draw: choice(...OPTIMIZERS) },
  city: { type: SimpleType.STRING, draw: choice(...CITIES) },
  augment: { type: SimpleType.BOOLEAN, draw: (random) => random.chance(0.5) },
};

export type Drawn = Readonly<Record<string, number | string | boolean>>;

export const parameterTypes = (): Record<string, LiteralType> =>
  Object.fromEntries(Object.entries(PARAMETERS).map(([name, { type }]) => [name, simple(type)]));

/** A dataclass with its 200 fields, as flytekit describes it. */
export function resultType(): LiteralType {
  const number = simple(SimpleType.FLOAT);
  return create(LiteralTypeSchema, {
    type: { case: "simple", value: SimpleType.STRUCT },
    structure: { dataclassType: Object.fromEntries(fieldNames().map((name) => [name, number])) },
  });
}

const fieldNames = (): string[] =>
  Array.from(
    { length: FIELDS },
    (_, index) => `${KINDS[index % KINDS.length]}_${String(Math.floor(index / KINDS.length)).padStart(2, "0")}`,
  );
const KINDS = ["loss", "mae", "recall", "latency", "share"] as const;
const NAMES = fieldNames();

export const drawParameters = (random: Random): Drawn =>
  Object.fromEntries(Object.entries(PARAMETERS).map(([name, { draw }]) => [name, draw(random)]));

export function inputsOf(drawn: Drawn): LiteralMap {
  return literalMap(Object.fromEntries(Object.entries(drawn).map(([name, value]) => [name, literalOf(name, value)])));
}

function literalOf(name: string, value: number | string | boolean): Literal {
  if (typeof value === "string") return primitive({ case: "stringValue", value });
  if (typeof value === "boolean") return primitive({ case: "boolean", value });
  if (PARAMETERS[name]?.type === SimpleType.INTEGER) return primitive({ case: "integer", value: BigInt(value) });
  return primitive({ case: "floatValue", value });
}

/**
 * Noise of the same size in every field. With an effect the learning rate moves all losses (best at 0.01), depth and dropout
 * together the recalls, and the city one field; latency follows width. Nothing else moves anything.
 */
export function outputsOf(drawn: Drawn, random: Random, effect: boolean): LiteralMap {
  const fields = Object.fromEntries(
    NAMES.map((name) => [name, 10 + random.normal() + (effect ? effectOn(name, drawn) : 0)]),
  );
  const value = create(BinarySchema, { tag: "msgpack", value: encode(fields, { forceIntegerToFloat: true }) });
  return literalMap({ o0: scalar({ case: "binary", value }) });
}

function effectOn(field: string, drawn: Drawn): number {
  const number = (name: string) => Number(drawn[name]);
  if (field === "share_07") return drawn.city === "lisbon" ? 2.5 : 0;
  if (field.startsWith("loss")) return 1.5 * (Math.log10(number("learning_rate")) + 2) ** 2;
  if (field.startsWith("recall")) return number("depth") >= 6 && number("dropout") < 0.2 ? -2 : 0;
  return field.startsWith("latency") ? Math.log2(number("width") / 32) : 0;
}
