"use client";

import { Search } from "lucide-react";
import { useDeferredValue, useMemo, useState } from "react";
import { type Segment, Segments } from "@/components/ui/segments";
import { TextField } from "@/components/ui/text-field";
import { formatCount } from "@/lib/core/format/count";
import type { NamedValue, Variable } from "@/lib/core/value";
import type { ValueHome } from "@/lib/core/values/flyte-address";
import type { Place } from "@/lib/core/values/item";
import { namedToJson } from "@/lib/core/values/to-json";
import { namedToPython } from "@/lib/core/values/to-python";
import { searchRows } from "./search-rows";
import { ValueLines } from "./value-lines";
import { placesOf, valueRows } from "./value-rows";
import { WrittenValues } from "./written-values";

type Form = "tree" | "json" | "python" | "raw";

const FORMS: readonly Segment<Form>[] = [
  { id: "tree", label: "Tree" },
  { id: "json", label: "JSON" },
  { id: "python", label: "Python" },
  { id: "raw", label: "Raw" },
];

const NO_VARIABLES: readonly Variable[] = [];

/** Fewer values than this are seen at a glance: they need no search. */
const SEARCH_FROM = 2;

/**
 * Named typed values: as a tree, as JSON, as Python, or raw, with kinds and notes as they came. `variables` are the declared
 * names, for types and descriptions; `home` is where the values stand, for their `flyte://` addresses.
 */
export function ValueTree({
  label,
  values,
  variables = NO_VARIABLES,
  home = null,
}: {
  label: string;
  values: readonly NamedValue[];
  variables?: readonly Variable[];
  home?: ValueHome | null;
}) {
  const [form, setForm] = useState<Form>("tree");
  const [query, setQuery] = useState("");
  const places = useMemo(() => placesOf(values, variables), [values, variables]);
  const hasBranches = values.some(
    ({ value }) => value.kind === "list" || value.kind === "map" || value.kind === "struct",
  );
  return (
    <>
      <div className="flex flex-wrap items-end gap-2 px-3 pt-2">
        {form === "tree" && (values.length >= SEARCH_FROM || hasBranches) && (
          <div className="min-w-32 flex-1">
            <TextField
              label={`Search ${label.toLowerCase()}`}
              labelHidden
              placeholder="Search names and values"
              icon={<Search size={13} />}
              value={query}
              onChange={setQuery}
            />
          </div>
        )}
        <Segments label={`${label} as`} segments={FORMS} value={form} onChange={setForm} />
      </div>
      {form === "tree" ? (
        <TreeBody label={label} places={places} query={query} home={home} />
      ) : (
        <Written label={label} form={form} values={values} />
      )}
    </>
  );
}

function Written({
  label,
  form,
  values,
}: {
  label: string;
  form: Exclude<Form, "tree">;
  values: readonly NamedValue[];
}) {
  const text = useMemo(() => WRITERS[form](values), [form, values]);
  return <WrittenValues label={`${label} as ${form}`} what={`${label.toLowerCase()} as ${form}`} text={text} />;
}

const WRITERS: Readonly<Record<Exclude<Form, "tree">, (values: readonly NamedValue[]) => string>> = {
  json: namedToJson,
  python: namedToPython,
  raw: (values) => JSON.stringify(values, null, 2),
};

function TreeBody({
  label,
  places,
  query,
  home,
}: {
  label: string;
  places: readonly Place[];
  query: string;
  home: ValueHome | null;
}) {
  const [toggled, setToggled] = useState<ReadonlySet<string>>(new Set());
  const wanted = useDeferredValue(query);
  const found = useMemo(() => (wanted === "" ? null : searchRows(places, wanted)), [places, wanted]);
  const open = useMemo(() => valueRows(places, toggled), [places, toggled]);
  const toggle = (path: string): void => {
    const next = new Set(toggled);
    if (!next.delete(path)) next.add(path);
    setToggled(next);
  };
  const rows = found?.rows ?? open;
  return (
    <>
      {found !== null && (
        <output className="block px-3 pt-1 text-11 text-text-3">
          {found.isCut
            ? `${formatCount(found.matches)} matches found, ${formatCount(rows.length)} lines shown`
            : `${formatCount(found.matches)} ${found.matches === 1 ? "match" : "matches"}`}
        </output>
      )}
      <ValueLines label={label} rows={rows} home={home} onToggle={toggle} />
    </>
  );
}
