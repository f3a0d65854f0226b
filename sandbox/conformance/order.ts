import { type DescMethod, fromBinary, type JsonValue } from "@bufbuild/protobuf";
import { reflect } from "@bufbuild/protobuf/reflect";
import { type Sort, SortSchema } from "@/lib/flyteidl/gen/flyteidl/admin/common_pb";

/** Keys that no two rows of a list share. By every other key a database may put equal rows as it likes. */
const UNIQUE = new Set([
  "id",
  "identifier",
  "execution_name",
  "node_id",
  "signal_id",
  "created_at",
  "execution_created_at",
  "execution_updated_at",
  "node_execution_created_at",
  "node_execution_updated_at",
  "task_execution_created_at",
  "started_at",
]);

/** Lists of names have one row a name. */
const NAME_LISTS = /^List(NamedEntities|.*Ids)$/;

/**
 * What can be asked of the order of a list: all of it ("settled"), that the rows are the same ("any"), or nothing, when
 * the page is cut out of rows whose order nothing settles ("cut").
 */
export function orderOf(
  method: DescMethod,
  request: Uint8Array,
  expected: JsonValue,
  got: JsonValue,
): "settled" | "any" | "cut" {
  const field = method.input.fields.find(({ name }) => name === "sort_by");
  if (field === undefined || field.fieldKind !== "message") return "settled";
  const message = reflect(method.input, fromBinary(method.input, request));
  const sort = message.isSet(field) ? message.get(field).message : undefined;
  if (isSort(sort) ? isUnique(method.name, sort.key) : method.name === "ListProjects") return "settled";
  return hasToken(expected) || hasToken(got) || hasOffset(method, request) ? "cut" : "any";
}

const isSort = (message: { $typeName: string } | undefined): message is Sort =>
  message?.$typeName === SortSchema.typeName;

const isUnique = (list: string, key: string): boolean => UNIQUE.has(key) || (key === "name" && NAME_LISTS.test(list));

const hasToken = (json: JsonValue): boolean =>
  typeof json === "object" && json !== null && !Array.isArray(json) && typeof json.token === "string";

function hasOffset(method: DescMethod, request: Uint8Array): boolean {
  const message = reflect(method.input, fromBinary(method.input, request));
  const field = method.input.fields.find(({ name }) => name === "token");
  return field !== undefined && message.isSet(field);
}
