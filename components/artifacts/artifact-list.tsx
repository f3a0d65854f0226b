"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorPanel } from "@/components/shell/error-panel";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { problemOf } from "@/lib/client/fetch-json";
import { blobsQuery } from "@/lib/client/queries/blobs";
import { formatCount } from "@/lib/core/format/count";
import type { ExecutionRef } from "@/lib/core/refs";
import { ArtifactFilters } from "./artifact-filters";
import { type Artifact, type ArtifactFilter, filterArtifacts, toArtifacts } from "./artifacts";
import { BlobRow } from "./blob-row";
import { Coverage } from "./coverage";

/** What the literals of a run name, once for each address; one at a time opens its preview and lineage below its row. */
export function ArtifactList({ execution, ended }: { execution: ExecutionRef; ended: boolean }) {
  const { data, error, refetch } = useQuery(blobsQuery(execution, ended));
  if (error !== null) return <ErrorPanel compact problem={problemOf(error)} onRetry={() => void refetch()} />;
  if (data === undefined) {
    return (
      <output aria-label="Loading artifacts" className="flex flex-col gap-2 p-3">
        <Skeleton className="h-4 w-60" />
        <Skeleton className="h-4 w-40" />
      </output>
    );
  }
  return (
    <>
      {data.blobs.length === 0 ? (
        <p className="px-3 py-2 text-text-2">{ended ? "This run names no files." : "This run names no files yet."}</p>
      ) : (
        <Artifacts artifacts={toArtifacts(data.blobs)} execution={execution} />
      )}
      <Coverage list={data} />
    </>
  );
}

const EVERYTHING: ArtifactFilter = { kind: null, node: "", name: "" };

function Artifacts({ artifacts, execution }: { artifacts: readonly Artifact[]; execution: ExecutionRef }) {
  const [filter, setFilter] = useState(EVERYTHING);
  const [open, setOpen] = useState<string | null>(null);
  const shown = filterArtifacts(artifacts, filter);
  return (
    <>
      <ArtifactFilters artifacts={artifacts} filter={filter} onChange={setFilter} />
      <output className="block px-3 py-1.5 text-11 text-text-3">
        {`${formatCount(shown.length)} of ${formatCount(artifacts.length)} artifacts`}
      </output>
      {shown.length === 0 ? (
        <p className="px-3 pb-2">
          <Button size="sm" onClick={() => setFilter(EVERYTHING)}>
            Show all
          </Button>
        </p>
      ) : (
        <ul aria-label="Files">
          {shown.map((artifact) => (
            <BlobRow
              key={artifact.key}
              execution={execution}
              artifact={artifact}
              isOpen={open === artifact.key}
              onToggle={() => setOpen(open === artifact.key ? null : artifact.key)}
            />
          ))}
        </ul>
      )}
    </>
  );
}
