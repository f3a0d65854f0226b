import { Box, Braces, ChevronDown, ChevronRight, File, Folder, Sheet } from "lucide-react";
import { useId } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { VisibleText } from "@/components/values/visible-text";
import type { BlobListing } from "@/lib/contract/blobs";
import { formatBytes } from "@/lib/core/format/bytes";
import type { ExecutionRef } from "@/lib/core/refs";
import { type Artifact, type ArtifactKind, lineageOf } from "./artifacts";
import { Lineage } from "./lineage";
import { FilePreview } from "./preview/file-preview";

const ICONS: Readonly<Record<ArtifactKind, typeof File>> = {
  file: File,
  folder: Folder,
  dataset: Sheet,
  model: Box,
  literal: Braces,
};

/** One artifact of a run; its name opens what is in it. Large literals are values: they are read where values are. */
export function BlobRow({
  execution,
  artifact,
  isOpen,
  onToggle,
}: {
  execution: ExecutionRef;
  artifact: Artifact;
  isOpen: boolean;
  onToggle: () => void;
}) {
  const [blob] = artifact.mentions;
  const { node, side, path, uri, multipart } = blob;
  const id = useId();
  const isFile = artifact.kind !== "literal";
  const Icon = ICONS[artifact.kind];
  const readers = readersText(artifact);
  return (
    <li className="border-b border-line">
      <div className="flex items-center gap-2 px-3 py-1.5">
        <Icon size={14} className="shrink-0 text-text-3" aria-hidden="true" />
        <div className="min-w-0 flex-1">
          {isFile ? (
            <button
              type="button"
              aria-expanded={isOpen}
              aria-controls={isOpen ? id : undefined}
              onClick={onToggle}
              className="flex min-h-6 w-full items-center gap-1 text-left hover:underline max-sm:min-h-11"
            >
              <BlobName blob={blob} />
              {isOpen ? <ChevronDown size={13} aria-hidden="true" /> : <ChevronRight size={13} aria-hidden="true" />}
            </button>
          ) : (
            <p className="break-words">
              <BlobName blob={blob} />
            </p>
          )}
          {uri !== "" && <p className="mono break-all text-text-3">{uri}</p>}
          {readers !== null && <p className="text-11 text-text-3">{readers}</p>}
          {!isFile && <p className="text-11 text-text-3">{literalSentence(blob)}</p>}
        </div>
        {uri !== "" && <CopyButton text={uri} what={`address of ${path}`} />}
      </div>
      {isOpen && (
        <section id={id} aria-label={`Preview of ${path}`} className="border-t border-line bg-inset">
          <FilePreview execution={execution} place={{ node, side, path }} isFolder={multipart} />
          <Lineage artifact={artifact} execution={execution} />
        </section>
      )}
    </li>
  );
}

function BlobName({ blob: { node, nodeName, side, path, format } }: { blob: BlobListing }) {
  return (
    <span className="min-w-0 break-words">
      <span className="font-strong">{node === null ? "Run" : nodeName}</span>{" "}
      <span className="text-text-3">{side === "inputs" ? "input" : "output"}</span>{" "}
      <span className="mono">
        <VisibleText text={path} />
      </span>
      {format !== "" && (
        <span className="text-11 text-text-3">
          {" "}
          <VisibleText text={format} />
        </span>
      )}
    </span>
  );
}

function literalSentence({ kind, sizeBytes, side }: BlobListing): string {
  const size = sizeBytes === null ? "" : ` of ${formatBytes(Number(sizeBytes))}`;
  const what = kind === "offloaded" ? "A value that Flyte keeps elsewhere" : "A large value";
  return `${what}${size}: read it among the ${side}.`;
}

/** Who read it, the first three by name. */
function readersText(artifact: Artifact): string | null {
  const names = [...new Set(lineageOf(artifact).read.map(({ nodeName }) => nodeName))];
  if (names.length === 0) return null;
  const more = names.length > 3 ? ` and ${names.length - 3} more` : "";
  return `Read by ${names.slice(0, 3).join(", ")}${more}`;
}
