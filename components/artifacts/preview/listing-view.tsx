"use client";

import { type ReactNode, useState } from "react";
import { Moment } from "@/components/shell/moment";
import { Table } from "@/components/ui/table";
import { TableCell } from "@/components/ui/table-cell";
import { TableHead } from "@/components/ui/table-head";
import { Tag } from "@/components/ui/tag";
import { VisibleText } from "@/components/values/visible-text";
import { formatBytes } from "@/lib/core/format/bytes";
import { formatCount } from "@/lib/core/format/count";
import type { ArchiveEntry, PreviewContent } from "@/lib/core/preview/types";
import { ScrollBox } from "./scroll-box";

/** What an archive says is in it. Nothing is unpacked. */
export function ArchiveListing({ archive }: { archive: Extract<PreviewContent, { kind: "archive" }> }) {
  const { entries, entriesKnown, format, isCut } = archive;
  const total = entriesKnown === null ? "" : ` of ${formatCount(entriesKnown)}`;
  return (
    <div className="px-3 pb-3">
      <p className="pb-1 text-11 text-text-3">
        {`${format}: ${formatCount(entries.length)}${isCut ? total : ""} entries${isCut ? "; there are more" : ""}`}
      </p>
      <ScrollBox label="Archive">
        <Table label="Entries of the archive">
          <thead>
            <tr>
              <TableHead>Path</TableHead>
              <TableHead numeric>Size</TableHead>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry, at) => (
              // oxlint-disable-next-line react/no-array-index-key -- a path may be there twice
              <tr key={at}>
                <TableCell dense className="mono">
                  <ArchivePath entry={entry} />
                </TableCell>
                <TableCell dense numeric>
                  {entry.sizeBytes === null ? "—" : formatBytes(entry.sizeBytes)}
                </TableCell>
              </tr>
            ))}
          </tbody>
        </Table>
      </ScrollBox>
    </div>
  );
}

function ArchivePath({ entry: { path, target, type, marks } }: { entry: ArchiveEntry }) {
  return (
    <>
      <VisibleText text={path} />
      {target !== null && (
        <span className="text-text-3">
          {" → "}
          <VisibleText text={target} />
        </span>
      )}{" "}
      {type !== "file" && <Tag>{type}</Tag>}
      {marks.map((mark) => (
        <Tag key={mark} outlined>
          {mark}
        </Tag>
      ))}
    </>
  );
}

/** Files of a folder; one at a time opens below the list, as `renderEntry` draws it. */
export function FolderListing({
  entries,
  name,
  renderEntry,
}: {
  entries: Extract<PreviewContent, { kind: "directory" }>["entries"];
  name: string;
  renderEntry: (entry: string) => ReactNode;
}) {
  const [open, setOpen] = useState<string | null>(null);
  if (entries.length === 0) return <p className="px-3 pb-3 text-text-2">The folder is empty.</p>;
  return (
    <div className="pb-3">
      <div className="px-3">
        <ScrollBox label="Folder">
          <Table label={`Files of ${name}`}>
            <thead>
              <tr>
                <TableHead>File</TableHead>
                <TableHead numeric>Size</TableHead>
                <TableHead numeric>Written</TableHead>
              </tr>
            </thead>
            <tbody>
              {entries.map(({ path, sizeBytes, modifiedMs }) => (
                <tr key={path}>
                  <TableCell dense className="mono">
                    <button
                      type="button"
                      aria-pressed={open === path}
                      onClick={() => setOpen(open === path ? null : path)}
                      className="min-h-6 text-accent-text hover:underline aria-pressed:font-semibold max-sm:min-h-11"
                    >
                      <VisibleText text={path} />
                    </button>
                  </TableCell>
                  <TableCell dense numeric>
                    {formatBytes(sizeBytes)}
                  </TableCell>
                  <TableCell dense numeric>
                    <Moment ms={modifiedMs} />
                  </TableCell>
                </tr>
              ))}
            </tbody>
          </Table>
        </ScrollBox>
      </div>
      {open !== null && (
        <section aria-label={`Preview of ${open}`} className="mt-2 border-t border-line">
          {renderEntry(open)}
        </section>
      )}
    </div>
  );
}
