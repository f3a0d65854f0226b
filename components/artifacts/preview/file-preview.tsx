"use client";

import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { ErrorPanel } from "@/components/shell/error-panel";
import { buttonClass } from "@/components/ui/button-class";
import { Skeleton } from "@/components/ui/skeleton";
import { VisibleText } from "@/components/values/visible-text";
import { problemOf } from "@/lib/client/fetch-json";
import { previewQuery } from "@/lib/client/queries/preview";
import type { Problem } from "@/lib/core/errors";
import { formatBytes } from "@/lib/core/format/bytes";
import { formatCount } from "@/lib/core/format/count";
import type { Preview } from "@/lib/core/preview/types";
import type { ExecutionRef } from "@/lib/core/refs";
import { apiPaths, type FilePlace } from "@/lib/url/paths";
import { FullScreen } from "./full-screen";
import { PreviewBody } from "./preview-body";

/** What a file of a run is, its size, its beginning; then its download. A folder is listed, and cannot be downloaded. */
export function FilePreview({
  execution,
  place,
  isFolder,
}: {
  execution: ExecutionRef;
  place: FilePlace;
  isFolder: boolean;
}) {
  const { data, error, refetch } = useQuery(previewQuery(execution, place));
  if (error !== null) {
    const problem = problemOf(error);
    return (
      <>
        <ErrorPanel compact problem={problem} title={titleOf(problem)} onRetry={() => void refetch()} />
        {!isFolder && problem.code !== "not_found" && (
          <p className="px-3 pb-3">
            <DownloadLink execution={execution} place={place} sizeBytes={null} />
          </p>
        )}
      </>
    );
  }
  if (data === undefined) {
    return (
      <output aria-label="Loading preview" className="flex flex-col gap-2 p-3">
        <Skeleton className="h-4 w-40" />
        <Skeleton className="h-24 w-full" />
      </output>
    );
  }
  return (
    <FullScreen what="preview">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-1.5 text-12">
        <span className="min-w-0 font-strong break-all">
          <VisibleText text={data.name} />
        </span>
        <span className="text-text-2">{readSentence(data)}</span>
        {!isFolder && <DownloadLink execution={execution} place={place} sizeBytes={data.sizeBytes} />}
      </div>
      {data.notes.length > 0 && (
        <ul aria-label="Notes" className="px-3 pb-1.5 text-12 text-paused-t">
          {data.notes.map((note) => (
            <li key={note} className="break-words">
              <VisibleText text={note} />
            </li>
          ))}
        </ul>
      )}
      <PreviewBody
        execution={execution}
        place={place}
        preview={data}
        content={data.content}
        isPacked={false}
        renderEntry={(entry) => (
          <FilePreview key={entry} execution={execution} place={{ ...place, entry }} isFolder={false} />
        )}
      />
    </FullScreen>
  );
}

/** What is missing stands in the message of the server. */
function titleOf({ code }: Problem): string | undefined {
  if (code === "unsupported") return "This file cannot be shown here";
  return code === "not_found" ? "The file is not there" : undefined;
}

/** How much of the file was read: a preview never reads more than it shows. */
function readSentence({ content, sizeBytes, readBytes }: Preview): string {
  if (content.kind === "directory") return `${formatCount(content.entries.length)} files`;
  if (sizeBytes === null) return `size unknown, ${formatBytes(readBytes)} read`;
  return readBytes < sizeBytes ? `${formatBytes(readBytes)} of ${formatBytes(sizeBytes)} read` : formatBytes(sizeBytes);
}

function DownloadLink({
  execution,
  place,
  sizeBytes,
}: {
  execution: ExecutionRef;
  place: FilePlace;
  sizeBytes: number | null;
}) {
  return (
    <a href={apiPaths.blob(execution, place)} download className={buttonClass({ size: "sm" })}>
      <Download size={13} aria-hidden="true" />
      {sizeBytes === null ? "Download, size unknown" : `Download ${formatBytes(sizeBytes)}`}
    </a>
  );
}
