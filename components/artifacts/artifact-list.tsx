"use client";

import { useQuery } from "@tanstack/react-query";
import { Download, File, Folder } from "lucide-react";
import { ErrorPanel } from "@/components/shell/error-panel";
import { buttonClass } from "@/components/ui/button-class";
import { CopyButton } from "@/components/ui/copy-button";
import { Skeleton } from "@/components/ui/skeleton";
import { problemOf } from "@/lib/client/fetch-json";
import { blobsQuery } from "@/lib/client/queries/blobs";
import type { BlobList, BlobListing } from "@/lib/contract/blobs";
import { formatCount } from "@/lib/core/format/count";
import type { ExecutionRef } from "@/lib/core/refs";
import { apiPaths } from "@/lib/url/paths";

/** The files that the literals of a run name, by node, with download through the console's server. */
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
        <ul aria-label="Files">
          {data.blobs.map((blob) => (
            <BlobRow key={`${blob.node ?? ""} ${blob.side} ${blob.path}`} execution={execution} blob={blob} />
          ))}
        </ul>
      )}
      <Coverage list={data} />
    </>
  );
}

function BlobRow({ execution, blob }: { execution: ExecutionRef; blob: BlobListing }) {
  const { node, side, path, uri, multipart } = blob;
  const Icon = multipart ? Folder : File;
  return (
    <li className="flex items-center gap-2 border-b border-line px-3 py-1.5">
      <Icon size={14} className="text-text-3" />
      <div className="min-w-0 flex-1">
        <p className="break-words">
          <span className="font-strong">{node === null ? "Run" : blob.nodeName}</span>{" "}
          <span className="text-text-3">{side === "inputs" ? "input" : "output"}</span>{" "}
          <span className="mono">{path}</span>
          {blob.format !== "" && <span className="text-11 text-text-3">{` ${blob.format}`}</span>}
        </p>
        <p className="mono break-all text-text-3">{uri}</p>
      </div>
      <CopyButton text={uri} what={`address of ${path}`} />
      {multipart ? (
        <span className="text-11 text-text-3">folder</span>
      ) : (
        <a
          href={apiPaths.blob(execution, { node, side, path })}
          download
          aria-label={`Download ${path} of ${node === null ? "the run" : blob.nodeName}`}
          className={buttonClass({ size: "sm", square: true })}
        >
          <Download size={13} />
        </a>
      )}
    </li>
  );
}

/** How much of the run was looked at: nothing is left out in silence. */
function Coverage({ list: { nodesRead, nodesKnown, failed } }: { list: BlobList }) {
  return (
    <div className="px-3 py-2 text-11 text-text-3">
      <p>{`Values of ${formatCount(nodesRead)} of ${formatCount(nodesKnown)} nodes were read.`}</p>
      {failed.length > 0 && (
        <ul className="mt-1 text-failed-t">
          {failed.map(({ node, message }) => (
            <li key={node} className="break-words">
              <span className="mono">{node}</span>
              {`: ${message}`}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
