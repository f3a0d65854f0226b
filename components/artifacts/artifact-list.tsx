"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorPanel } from "@/components/shell/error-panel";
import { Skeleton } from "@/components/ui/skeleton";
import { problemOf } from "@/lib/client/fetch-json";
import { blobsQuery } from "@/lib/client/queries/blobs";
import type { BlobListing } from "@/lib/contract/blobs";
import type { ExecutionRef } from "@/lib/core/refs";
import { BlobRow } from "./blob-row";
import { Coverage } from "./coverage";

const placeOf = ({ node, side, path }: BlobListing): string => `${node ?? ""} ${side} ${path}`;

/** The files that the literals of a run name, by node; one at a time opens its preview below its row. */
export function ArtifactList({ execution, ended }: { execution: ExecutionRef; ended: boolean }) {
  const { data, error, refetch } = useQuery(blobsQuery(execution, ended));
  const [open, setOpen] = useState<string | null>(null);
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
        <ul aria-label="Files">
          {data.blobs.map((blob) => {
            const place = placeOf(blob);
            return (
              <BlobRow
                key={place}
                execution={execution}
                blob={blob}
                isOpen={open === place}
                onToggle={() => setOpen(open === place ? null : place)}
              />
            );
          })}
        </ul>
      )}
      <Coverage list={data} />
    </>
  );
}
