import { Search } from "lucide-react";
import { useId, useState } from "react";
import { useScope } from "@/components/shell/use-scope";
import { Kbd } from "@/components/ui/kbd";
import type { ExecutionRef } from "@/lib/core/refs";
import type { PaletteGroup, PaletteItem } from "./palette-item";
import { PaletteList } from "./palette-list";
import { useActiveItem } from "./use-active-item";
import { useEntityItems } from "./use-entity-items";
import { useExecutionItems } from "./use-execution-items";
import { useProjectItems } from "./use-project-items";
import { useVerbs } from "./use-verbs";

/** The field and what it finds. */
export function PaletteSearch({
  run,
  onPick,
  onTerminate,
}: {
  run: ExecutionRef | null;
  onPick: (item: PaletteItem, inNewTab: boolean) => void;
  onTerminate: () => void;
}) {
  const id = useId();
  const [text, setText] = useState("");
  const scope = useScope();
  const groups: PaletteGroup[] = [
    useVerbs(text, { scope, run, onTerminate }),
    useExecutionItems(scope, text),
    useEntityItems(scope, text),
    useProjectItems(text),
  ];
  const items = groups.flatMap((group) => group.items);
  const active = useActiveItem(items, onPick);
  const notes = groups.flatMap(({ name, note }) => (note === null ? [] : [`${name}: ${note}`]));
  return (
    <>
      <div className="flex items-center gap-2.5 border-b border-line px-3.5">
        <Search size={15} aria-hidden="true" className="shrink-0 text-text-3" />
        <input
          role="combobox"
          aria-label="Go to or run…"
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={items.length === 0 ? undefined : `${id}-${active.at}`}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          placeholder="Name, id, verb, or a pasted address"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            active.reset();
          }}
          onKeyDown={active.onKeyDown}
          className="h-11 min-w-0 flex-1 bg-transparent text-14 outline-none placeholder:text-text-3"
        />
        <Kbd>Esc</Kbd>
      </div>
      <PaletteList id={id} groups={groups} activeId={active.activeId} onPick={onPick} />
      {items.length === 0 && notes.length === 0 && (
        <p className="px-3.5 pb-3 break-words text-text-2">{`Nothing matches “${text.trim()}”`}</p>
      )}
      <output className="sr-only">{[countOf(items.length), ...notes].join(". ")}</output>
    </>
  );
}

const countOf = (count: number): string => (count === 1 ? "1 result" : `${count} results`);
