import type { Value } from "@/lib/core/value";
import { flyteAddress, type ValueHome } from "./flyte-address";
import { pythonString } from "./python-string";

const TYPES: Readonly<Partial<Record<Value["kind"], { word: string; from: string | null }>>> = {
  integer: { word: "int", from: null },
  float: { word: "float", from: null },
  string: { word: "str", from: null },
  boolean: { word: "bool", from: null },
  schema: { word: "FlyteSchema", from: "flytekit.types.schema" },
  structured_dataset: { word: "StructuredDataset", from: "flytekit.types.structured" },
};

function typeOf(kind: Value["kind"] | "directory"): { word: string; from: string | null } | undefined {
  if (kind === "directory") return { word: "FlyteDirectory", from: "flytekit.types.directory" };
  return kind === "blob" ? { word: "FlyteFile", from: "flytekit.types.file" } : TYPES[kind];
}

/** Python that fetches one named value of a run by its address; null where it has no address. */
export function pythonSnippet(home: ValueHome, name: string, kind: Value["kind"] | "directory"): string | null {
  const address = flyteAddress(home, null);
  if (address === null) return null;
  const { project, domain } = home.execution;
  const type = typeOf(kind);
  return [
    "from flytekit.configuration import Config",
    "from flytekit.remote import FlyteRemote",
    ...(type?.from ? [`from ${type.from} import ${type.word}`] : []),
    "",
    `remote = FlyteRemote(Config.auto(), default_project=${pythonString(project)}, default_domain=${pythonString(domain)})`,
    `values = remote.get(${pythonString(address)})`,
    `value = values.get(${pythonString(name)}${type === undefined ? "" : `, ${type.word}`})`,
  ].join("\n");
}
