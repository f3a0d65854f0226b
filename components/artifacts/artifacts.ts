import type { BlobListing } from "@/lib/contract/blobs";

export const ARTIFACT_KINDS = ["file", "folder", "dataset", "model", "literal"] as const;
export type ArtifactKind = (typeof ARTIFACT_KINDS)[number];

/** One thing that a run holds, however often it is named: `mentions` are all places of it, the one that made it first. */
export type Artifact = { key: string; kind: ArtifactKind; mentions: [BlobListing, ...BlobListing[]] };

/** What files of models are called; their bytes say what they are once they are opened. */
const MODEL = /\.(pkl|pickle|joblib|onnx|pt|pth|safetensors|h5|keras|cbm|ubj|bst|model|pmml|mlmodel|gguf)$/i;

function kindOf({ kind, multipart, uri, format }: BlobListing): ArtifactKind {
  if (kind === "literal" || kind === "offloaded") return "literal";
  if (kind !== "blob") return "dataset";
  if (MODEL.test(uri) || /pickle|onnx|model|torch|keras/i.test(format)) return "model";
  return multipart ? "folder" : "file";
}

/** One spelling of where a value names something, within its run. */
export const placeKey = ({ node, side, path }: BlobListing): string => [node ?? "", side, path].join(" ");

/**
 * Artifacts out of everything that the literals of a run name: one for each address, as a value that flows through five
 * nodes is one thing. Literals without an address stay by themselves. Those written last come first.
 */
export function toArtifacts(blobs: readonly BlobListing[]): Artifact[] {
  const byKey = new Map<string, Artifact>();
  for (const blob of blobs) {
    const key = blob.uri === "" ? placeKey(blob) : blob.uri;
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, { key, kind: kindOf(blob), mentions: [blob] });
    else known.mentions.push(blob);
  }
  const artifacts = [...byKey.values()];
  for (const { mentions } of artifacts) mentions.sort((a, b) => rank(a) - rank(b) || time(a) - time(b));
  return artifacts.sort((a, b) => time(b.mentions[0]) - time(a.mentions[0]) || (a.key < b.key ? -1 : 1));
}

/** An output of a node made it; else it was given to the run; an output of the run passes it on. */
const rank = ({ node, side }: BlobListing): number =>
  side === "outputs" ? (node === null ? 2 : 0) : node === null ? 1 : 3;
const time = ({ writtenMs }: BlobListing): number => writtenMs ?? 0;

/** Who made it, who passed it on as its own output, and who read it; `made` null for what the run was given. */
export function lineageOf({ mentions }: Artifact): {
  made: BlobListing | null;
  passed: BlobListing[];
  read: BlobListing[];
} {
  const [first] = mentions;
  const made = first.side === "outputs" ? first : null;
  const others = mentions.filter((mention) => mention !== made);
  return {
    made,
    passed: others.filter(({ side }) => side === "outputs"),
    read: others.filter(({ side, node }) => side === "inputs" && node !== null),
  };
}

export type ArtifactFilter = { kind: ArtifactKind | null; node: string; name: string };

/** Those of a kind, named by a node, and whose path or address holds a text, in any case. */
export function filterArtifacts(artifacts: readonly Artifact[], { kind, node, name }: ArtifactFilter): Artifact[] {
  const wanted = name.toLowerCase();
  return artifacts.filter(
    (artifact) =>
      (kind === null || artifact.kind === kind) &&
      (node === "" || artifact.mentions.some((mention) => mention.node === node)) &&
      artifact.mentions.some(({ path, uri }) => `${path}\n${uri}`.toLowerCase().includes(wanted)),
  );
}
