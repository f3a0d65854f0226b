import { ArrowDown, ArrowUp, Search } from "lucide-react";
import type { KeyboardEvent } from "react";
import { IconButton } from "@/components/ui/icon-button";
import { TextField } from "@/components/ui/text-field";
import { formatCount } from "@/lib/core/format/count";
import type { Found } from "./use-found";

/** Finds nodes by name, id, type or `status:…`; Enter goes to the next match, Shift+Enter to the one before. */
export function FindField({
  query,
  found,
  onQuery,
}: {
  query: string;
  found: Found;
  onQuery: (query: string) => void;
}) {
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      found.step(event.shiftKey ? -1 : 1);
    }
    if (event.key !== "Escape") return;
    // The first Escape ends the search; it does not close the drawer as well.
    event.preventDefault();
    if (query === "") event.currentTarget.blur();
    else onQuery("");
  };
  const isNone = found.found === null || found.found.paths.length === 0;
  return (
    <search className="flex items-center gap-1 max-sm:w-full">
      <div className="w-44 max-sm:flex-1">
        <TextField
          label="Find a node"
          labelHidden
          placeholder="Find a node"
          title="Name, id or type; status:failed finds by phase. Enter: next match, Shift+Enter: the one before"
          icon={<Search size={13} />}
          data-find
          aria-keyshortcuts="/"
          autoComplete="off"
          spellCheck={false}
          value={query}
          onChange={onQuery}
          onKeyDown={onKeyDown}
        />
      </div>
      {query !== "" && (
        <>
          <output className="min-w-12 text-12 whitespace-nowrap text-text-2 tabular-nums">{placeText(found)}</output>
          {!isNone && (
            <>
              <IconButton label="Previous match" icon={<ArrowUp size={13} />} onClick={() => found.step(-1)} />
              <IconButton label="Next match" icon={<ArrowDown size={13} />} onClick={() => found.step(1)} />
            </>
          )}
        </>
      )}
    </search>
  );
}

function placeText({ found, at }: Found): string {
  if (found === null) return "";
  const { length } = found.paths;
  if (length === 0) return "no match";
  if (at >= 0) return `${formatCount(at + 1)} of ${formatCount(length)}`;
  return length === 1 ? "1 match" : `${formatCount(length)} matches`;
}
