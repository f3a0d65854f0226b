/** A place in the JSON schema that flytekit keeps of a dataclass. It comes from a workflow: any of it may be wrong. */
export type SchemaPlace = { root: Fields; at: Fields };

type Fields = Readonly<Record<string, unknown>>;

/** Longer schemas are not read; a chain of references is followed this far. */
const MAX_CHARS = 1_000_000;
const MAX_HOPS = 16;

const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const own = (fields: Fields, key: string): unknown => (Object.hasOwn(fields, key) ? fields[key] : undefined);

/** The top of a schema given as text; null where it is none. */
export function readSchema(text: string | undefined): SchemaPlace | null {
  if (text === undefined || text === "" || text.length > MAX_CHARS) return null;
  try {
    const root: unknown = JSON.parse(text);
    return isFields(root) ? resolve(root, root) : null;
  } catch {
    return null;
  }
}

/** Where the schema speaks of a field; null where it does not. */
export function fieldSchema(place: SchemaPlace | null, key: string): SchemaPlace | null {
  if (place === null) return null;
  const properties = own(place.at, "properties");
  const field = isFields(properties) ? own(properties, key) : undefined;
  const any = own(place.at, "additionalProperties");
  if (isFields(field)) return resolve(place.root, field);
  return isFields(any) ? resolve(place.root, any) : null;
}

/** Where the schema speaks of the items of a list. */
export function itemSchema(place: SchemaPlace | null): SchemaPlace | null {
  const items = place === null ? undefined : own(place.at, "items");
  return place !== null && isFields(items) ? resolve(place.root, items) : null;
}

/** What the schema says in words about a place: "" for nothing. */
export function schemaDescription(place: SchemaPlace | null): string {
  const text = place === null ? undefined : own(place.at, "description");
  return typeof text === "string" ? text.slice(0, 2_000) : "";
}

const WORDS: Readonly<Record<string, string>> = {
  integer: "int",
  number: "float",
  string: "str",
  boolean: "bool",
  null: "None",
  array: "list",
  object: "dict",
};

/** The type that a schema gives a place, in Python's words; null where it says none. */
export function schemaType(place: SchemaPlace | null): string | null {
  if (place === null) return null;
  const title = own(place.at, "title");
  const type = own(place.at, "type");
  if (type === "object" && typeof title === "string" && title !== "" && isFields(own(place.at, "properties"))) {
    return `dataclass ${title}`;
  }
  if (typeof type === "string") return Object.hasOwn(WORDS, type) ? (WORDS[type] ?? null) : type;
  return null;
}

/** Follows local references (`#/definitions/Report`); others are never fetched. */
function resolve(root: Fields, start: Fields): SchemaPlace {
  let at = start;
  for (let hop = 0; hop < MAX_HOPS; hop += 1) {
    const ref = own(at, "$ref");
    if (typeof ref !== "string" || !ref.startsWith("#/")) break;
    const target = ref
      .slice(2)
      .split("/")
      .reduce<unknown>((value, step) => (isFields(value) ? own(value, unescape(step)) : undefined), root);
    if (!isFields(target)) break;
    at = target;
  }
  return { root, at };
}

const unescape = (step: string): string => step.replaceAll("~1", "/").replaceAll("~0", "~");
