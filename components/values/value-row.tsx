import clsx from "clsx";
import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { formatCount } from "@/lib/core/format/count";
import { httpUrl } from "./http-url";
import type { ValueRow } from "./value-rows";

const TONE = { plain: "text-text", quiet: "text-text-3", problem: "text-failed-t" } as const;

/** One `name: type value` line; a long text unfolds below it. */
export function ValueRowLine({ row, onToggle }: { row: ValueRow; onToggle: (path: string) => void }) {
  const [unfolded, setUnfolded] = useState(false);
  const href = row.uri === null ? null : httpUrl(row.uri);
  return (
    <div className="group px-3 py-0.5 hover:bg-hover" style={{ paddingLeft: 12 + row.depth * 16 }}>
      <div className="flex min-h-6 items-baseline gap-2">
        {row.isBranch ? (
          <button
            type="button"
            aria-expanded={row.isOpen}
            aria-label={`${row.isOpen ? "Close" : "Open"} ${row.path}`}
            onClick={() => onToggle(row.path)}
            className="-ml-1 grid h-6 w-6 shrink-0 place-items-center self-center rounded-sm text-text-3 hover:text-text"
          >
            <ChevronRight size={13} className={clsx(row.isOpen && "rotate-90")} />
          </button>
        ) : (
          <span className="w-5 shrink-0" />
        )}
        <span className="mono max-w-[45%] shrink-0 truncate font-strong" title={row.name}>
          {row.name}
        </span>
        <span className="max-w-[30%] shrink-0 truncate text-11 text-text-3" title={row.type}>
          {row.type}
        </span>
        <span className={clsx("mono min-w-0 flex-1 break-words", TONE[row.tone])}>
          {href === null ? (
            row.text
          ) : (
            <a href={href} target="_blank" rel="noopener noreferrer" className="text-accent-text hover:underline">
              {row.text}
            </a>
          )}
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
          {row.isBranch || <CopyOf row={row} />}
          <CopyButton text={row.path} what={`path of ${row.path}`} />
        </span>
      </div>
      {unfolded && row.whole !== null && (
        <pre className="mono my-1 ml-5 max-h-80 overflow-auto rounded-md border border-line bg-inset p-2 break-words whitespace-pre-wrap">
          {row.whole}
        </pre>
      )}
    </div>
  );
}

function CopyOf({ row }: { row: ValueRow }) {
  return <CopyButton text={row.copy()} what={`value of ${row.path}`} />;
}
