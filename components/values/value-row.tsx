import clsx from "clsx";
import { ChevronRight, Table2, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { formatCount } from "@/lib/core/format/count";
import { recordTable } from "@/lib/core/values/record-table";
import { CopyMenu } from "./copy-menu";
import { httpUrl } from "./http-url";
import { RecordTableView } from "./record-table-view";
import { leafText, type ValueRow } from "./value-rows";
import { VisibleText } from "./visible-text";

const TONE = { plain: "text-text", quiet: "text-text-3", problem: "text-failed-t" } as const;
/** Characters of an unfolded text that are drawn; copying gives all of it. */
const MAX_UNFOLDED = 100_000;

type Props = {
  row: ValueRow;
  /** The `flyte://` address of this value; null where it has none of its own. */
  address: string | null;
  onToggle: (path: string) => void;
};

/** One `name: type value` line; a long text unfolds below it, a list of records as a table. */
export function ValueRowLine({ row, address, onToggle }: Props) {
  const [unfolded, setUnfolded] = useState(false);
  const [asTable, setAsTable] = useState(false);
  const table = row.isBranch ? recordTable(row.item) : null;
  return (
    <div className="group px-3 py-0.5 hover:bg-hover" style={{ paddingLeft: 12 + Math.min(row.depth, 40) * 16 }}>
      <div className="flex min-h-6 items-baseline gap-2">
        <Chevron row={row} onToggle={onToggle} />
        <span className="mono max-w-[45%] shrink-0 truncate font-strong" title={row.name}>
          {row.name === "" ? <span className="text-text-3">""</span> : <VisibleText text={row.name} />}
        </span>
        <span className="max-w-[30%] shrink-0 truncate text-11 text-text-3" title={row.type}>
          {row.type}
        </span>
        <span className={clsx("mono min-w-0 flex-1 [overflow-wrap:anywhere]", TONE[row.tone])}>
          <Shown row={row} />
          {row.whole !== null && (
            <button
              type="button"
              onClick={() => setUnfolded(!unfolded)}
              aria-expanded={unfolded}
              className="ml-2 font-sans text-12 text-accent-text hover:underline"
            >
              {unfolded ? "Fold" : `Show all ${formatCount(row.whole.length)} characters`}
            </button>
          )}
        </span>
        <span className="flex shrink-0 self-center opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 coarse:opacity-100">
          {table !== null && (
            <IconButton
              size="sm"
              label={asTable ? `Hide the table of ${row.path}` : `Show ${row.path} as a table`}
              aria-pressed={asTable}
              icon={<Table2 size={13} />}
              onClick={() => setAsTable(!asTable)}
            />
          )}
          {!row.isBranch && <CopyButton text={leafText(row.item)} what={`value of ${row.path}`} />}
          <CopyMenu row={row} address={address} />
        </span>
      </div>
      <Remarks row={row} />
      {unfolded && row.whole !== null && <Whole text={row.whole} />}
      {asTable && table !== null && <RecordTableView label={`Records of ${row.path}`} table={table} />}
    </div>
  );
}

function Chevron({ row, onToggle }: { row: ValueRow; onToggle: (path: string) => void }) {
  if (!row.isBranch) return <span className="w-5 shrink-0" />;
  return (
    <button
      type="button"
      aria-expanded={row.isOpen}
      aria-label={`${row.isOpen ? "Close" : "Open"} ${row.path}`}
      onClick={() => onToggle(row.path)}
      className="-ml-1 grid h-6 w-6 shrink-0 place-items-center self-center rounded-sm text-text-3 hover:text-text"
    >
      <ChevronRight size={13} className={clsx(row.isOpen && "rotate-90")} />
    </button>
  );
}

function Shown({ row }: { row: ValueRow }) {
  const href = row.uri === null ? null : httpUrl(row.uri);
  if (href === null) return <VisibleText text={row.text} />;
  return (
    <a href={href} target="_blank" rel="noopener noreferrer" className="text-accent-text hover:underline">
      <VisibleText text={row.text} />
    </a>
  );
}

/** What is declared of the value in words, and where it is something else. */
function Remarks({ row: { description, note } }: { row: ValueRow }) {
  if (description === "" && note === null) return null;
  return (
    <p className="ml-5 text-11 break-words text-text-3">
      {note !== null && (
        <span className="mr-2 inline-flex items-center gap-1 text-timedout-t">
          <TriangleAlert size={11} aria-hidden="true" />
          {note}
        </span>
      )}
      {description !== "" && <VisibleText text={description} />}
    </p>
  );
}

function Whole({ text }: { text: string }) {
  const isCut = text.length > MAX_UNFOLDED;
  return (
    <div className="my-1 ml-5">
      <pre className="mono max-h-80 overflow-auto rounded-md border border-line bg-inset p-2 break-words whitespace-pre-wrap">
        <VisibleText text={isCut ? text.slice(0, MAX_UNFOLDED) : text} keepLines />
      </pre>
      {isCut && (
        <p className="text-11 text-text-3">
          {`The first ${formatCount(MAX_UNFOLDED)} of ${formatCount(text.length)} characters; copying gives all.`}
        </p>
      )}
    </div>
  );
}
