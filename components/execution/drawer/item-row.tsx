/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a row that has a place of its own cannot be a <tr> */
import { ChevronDown, ChevronRight } from "lucide-react";
import type { CSSProperties } from "react";
import { PhaseLabel } from "@/components/shell/phase-label";
import { LogLinks } from "./attempt-list";
import type { ItemLine, ItemState } from "./item-lines";

/** One row of the table of items: an index, or one of its tries. */
export function ItemRow({
  path,
  line,
  rowIndex,
  isOpen,
  style,
  onToggle,
}: {
  path: string;
  line: ItemLine;
  rowIndex: number;
  isOpen: boolean;
  style: CSSProperties;
  onToggle: (index: number) => void;
}) {
  const { item } = line;
  return (
    <div
      role="row"
      aria-rowindex={rowIndex}
      data-node-id={line.kind === "item" ? `${path}/${item.index}` : undefined}
      data-phase={line.kind === "item" ? item.phase : undefined}
      className="absolute inset-x-0 top-0 flex items-center gap-3 border-b border-line px-2 text-12"
      style={style}
    >
      <span role="cell" className="mono w-16 shrink-0 text-right text-text-3">
        {line.kind === "item" ? <Index item={line.item} isOpen={isOpen} onToggle={onToggle} /> : ""}
      </span>
      <span role="cell" className="w-28 shrink-0">
        <PhaseLabel phase={item.phase} size={12} />
      </span>
      <span role="cell" className="min-w-0 flex-1 truncate text-text-3" title={item.externalId}>
        {line.kind === "item" ? note(line.item) : `try ${item.retryAttempt + 1}`}
      </span>
      <span role="cell" className="flex gap-2">
        <LogLinks logs={item.logs} />
      </span>
    </div>
  );
}

function Index({
  item: { index, tries },
  isOpen,
  onToggle,
}: {
  item: ItemState;
  isOpen: boolean;
  onToggle: (index: number) => void;
}) {
  if (tries.length < 2) return index;
  return (
    <button
      type="button"
      aria-expanded={isOpen}
      aria-label={`Tries of item ${index}`}
      onClick={() => onToggle(index)}
      className="inline-flex min-h-6 items-center hover:underline"
    >
      {isOpen ? <ChevronDown size={12} aria-hidden /> : <ChevronRight size={12} aria-hidden />}
      {index}
    </button>
  );
}

function note({ tries, retryAttempt, cacheStatus }: ItemState): string {
  const parts: string[] = [];
  if (tries.length > 1) parts.push(`${tries.length} tries`);
  else if (retryAttempt > 0) parts.push(`try ${retryAttempt + 1}`);
  if (cacheStatus === "hit") parts.push("cached");
  return parts.join(", ");
}
