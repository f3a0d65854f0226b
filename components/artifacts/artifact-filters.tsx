import { Search } from "lucide-react";
import { Select } from "@/components/ui/select";
import { TextField } from "@/components/ui/text-field";
import { ARTIFACT_KINDS, type Artifact, type ArtifactFilter, type ArtifactKind } from "./artifacts";

const KIND_WORDS: Readonly<Record<ArtifactKind, string>> = {
  file: "Files",
  folder: "Folders",
  dataset: "Datasets",
  model: "Models",
  literal: "Large literals",
};

/** Name, kind and node; each kind and node with how many there are. */
export function ArtifactFilters({
  artifacts,
  filter,
  onChange,
}: {
  artifacts: readonly Artifact[];
  filter: ArtifactFilter;
  onChange: (filter: ArtifactFilter) => void;
}) {
  const countOf = (kind: ArtifactKind): number => artifacts.filter((artifact) => artifact.kind === kind).length;
  const kinds = ARTIFACT_KINDS.filter((kind) => countOf(kind) > 0 || kind === filter.kind);
  const kindOptions: { value: ArtifactKind | ""; label: string }[] = [
    { value: "", label: `All kinds (${artifacts.length})` },
    ...kinds.map((kind) => ({ value: kind, label: `${KIND_WORDS[kind]} (${countOf(kind)})` })),
  ];
  return (
    <div className="flex flex-wrap items-end gap-2 border-b border-line px-3 py-2">
      <div className="min-w-40 flex-1">
        <TextField
          label="Name"
          labelHidden
          placeholder="Path or address"
          icon={<Search size={13} />}
          value={filter.name}
          onChange={(name) => onChange({ ...filter, name })}
        />
      </div>
      <Select
        label="Kind"
        labelHidden
        value={filter.kind ?? ""}
        options={kindOptions}
        onChange={(kind) => onChange({ ...filter, kind: kind === "" ? null : kind })}
      />
      <Select
        label="Node"
        labelHidden
        value={filter.node}
        options={[{ value: "", label: "All nodes" }, ...nodeOptions(artifacts)]}
        onChange={(node) => onChange({ ...filter, node })}
      />
    </div>
  );
}

/** Nodes that name something, by their names. */
function nodeOptions(artifacts: readonly Artifact[]): { value: string; label: string }[] {
  const nodes = new Map<string, { name: string; keys: Set<string> }>();
  for (const { key, mentions } of artifacts) {
    for (const { node, nodeName } of mentions) {
      if (node === null) continue;
      const known = nodes.get(node) ?? { name: nodeName, keys: new Set() };
      known.keys.add(key);
      nodes.set(node, known);
    }
  }
  return [...nodes]
    .map(([value, { name, keys }]) => ({ value, label: `${name} (${keys.size})` }))
    .sort((a, b) => a.label.localeCompare(b.label, "en", { numeric: true }));
}
