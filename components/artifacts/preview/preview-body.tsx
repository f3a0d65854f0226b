import type { ReactNode } from "react";
import type { Preview, PreviewContent } from "@/lib/core/preview/types";
import type { ExecutionRef } from "@/lib/core/refs";
import { apiPaths, type FilePlace } from "@/lib/url/paths";
import { DataGrid } from "./data-grid";
import { GeoMap } from "./geo-map";
import { ArrayHeader, FactList, TensorTable } from "./headers-view";
import { HexHead } from "./hex-head";
import { DrawingView, PictureView } from "./image-view";
import { ArchiveListing, FolderListing } from "./listing-view";
import { FrameView, MediaView } from "./media-view";
import { ParquetView } from "./parquet-view";
import { TextView } from "./text-view";

type Shown<K extends PreviewContent["kind"]> = {
  execution: ExecutionRef;
  place: FilePlace;
  preview: Preview;
  content: Extract<PreviewContent, { kind: K }>;
  /** Inside a compressed file: the browser cannot be given it by an address. */
  isPacked: boolean;
  /** The preview of a file within a folder. */
  renderEntry: (entry: string) => ReactNode;
};

const Sentence = ({ children }: { children: string }) => <p className="px-3 pb-3 text-text-2">{children}</p>;

/** How each kind of content looks. A record, so that a new kind cannot be forgotten. */
const BODIES: { [K in PreviewContent["kind"]]: (shown: Shown<K>) => ReactNode } = {
  empty: () => <Sentence>The file is empty.</Sentence>,
  image: ({ execution, place, preview, content, isPacked }) => (
    <PictureView
      image={content}
      name={preview.name}
      src={isPacked || !content.isDrawable ? null : apiPaths.inlineBlob(execution, place, "image")}
    />
  ),
  svg: ({ execution, place, preview, content, isPacked }) => (
    <DrawingView
      text={content.text}
      name={preview.name}
      src={isPacked ? null : apiPaths.inlineBlob(execution, place, "image")}
    />
  ),
  html: ({ execution, place, preview, content, isPacked }) =>
    isPacked ? (
      <TextView label="HTML" text={content.text} facts="html, packed: only its text is shown" />
    ) : (
      <FrameView name={preview.name} src={apiPaths.inlineBlob(execution, place, "page")} />
    ),
  text: ({ content }) => (
    <TextView label={content.language} text={content.text} facts={`${content.language}, ${content.charset}`} />
  ),
  table: ({ content: { columns, rows, columnsKnown, isCut } }) => (
    <DataGrid label="First rows" columns={columns} rows={rows} columnsKnown={columnsKnown} isCut={isCut} />
  ),
  geojson: ({ content }) => <GeoMap geo={content} />,
  parquet: ({ execution, place, content, isPacked }) => (
    <ParquetView parquet={content} execution={execution} place={place} canRead={!isPacked} />
  ),
  array: ({ content }) => <ArrayHeader array={content} />,
  tensors: ({ content }) => <TensorTable tensors={content} />,
  archive: ({ content }) => <ArchiveListing archive={content} />,
  gzip: ({ content: { inner, innerName }, ...shown }) => (
    <>
      <Sentence>{`Compressed with gzip${innerName === null ? "" : ` as ${innerName}`}. Inside it:`}</Sentence>
      <PreviewBody {...shown} content={inner} isPacked />
    </>
  ),
  media: ({ execution, place, preview, content, isPacked }) =>
    isPacked ? (
      <Sentence>{`${content.media} inside a compressed file cannot be played.`}</Sentence>
    ) : (
      <MediaView media={content.media} name={preview.name} src={apiPaths.inlineBlob(execution, place, "media")} />
    ),
  facts: ({ content }) => <FactList title={content.format} facts={content.facts} />,
  directory: ({ content, preview, renderEntry }) => (
    <FolderListing entries={content.entries} name={preview.name} renderEntry={renderEntry} />
  ),
  broken: ({ content }) => (
    <>
      <p role="alert" className="px-3 pb-2 break-words text-failed-t">
        {`It begins as ${content.format}, but is broken: ${content.message}`}
      </p>
      <HexHead base64={content.headBase64} />
    </>
  ),
  bytes: ({ content }) => <HexHead base64={content.headBase64} />,
};

/** What a file holds, drawn by the kind that its bytes say. */
export function PreviewBody<K extends PreviewContent["kind"]>(shown: {
  execution: ExecutionRef;
  place: FilePlace;
  preview: Preview;
  content: Extract<PreviewContent, { kind: K }> & { kind: K };
  isPacked: boolean;
  renderEntry: (entry: string) => ReactNode;
}) {
  const body = BODIES[shown.content.kind];
  return body(shown);
}
