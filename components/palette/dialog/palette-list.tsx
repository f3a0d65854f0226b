/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus --
   the focus and the keys stay in the field: the pattern of a combobox with a listbox, which no HTML element has */
import clsx from "clsx";
import type { PaletteGroup, PaletteItem } from "./palette-item";

/** The rows by group. Ids of options are `<id>-<index over all groups>`, which the field names as its active one. */
export function PaletteList({
  id,
  groups,
  activeId,
  onPick,
}: {
  id: string;
  groups: readonly PaletteGroup[];
  activeId: string | null;
  onPick: (item: PaletteItem, inNewTab: boolean) => void;
}) {
  const places = new Map(groups.flatMap(({ items }) => items).map((item, at) => [item.id, at]));
  return (
    <div id={`${id}-list`} role="listbox" aria-label="Results" className="min-h-0 flex-1 overflow-auto pb-1.5">
      {groups.map(({ name, items, note }) =>
        items.length === 0 && note === null ? null : (
          <div key={name} role="group" aria-labelledby={`${id}-${name}`}>
            <div
              id={`${id}-${name}`}
              role="presentation"
              className="flex items-baseline gap-2 px-3 pt-2.5 pb-1 text-11 font-medium text-text-3"
            >
              {name}
            </div>
            {items.map((item) => (
              <PaletteRow
                key={item.id}
                id={`${id}-${places.get(item.id) ?? 0}`}
                item={item}
                isActive={item.id === activeId}
                onPick={onPick}
              />
            ))}
            {note !== null && (
              <div role="presentation" className="px-3 py-1 text-12 break-words text-text-3">
                {note}
              </div>
            )}
          </div>
        ),
      )}
    </div>
  );
}

function PaletteRow({
  id,
  item,
  isActive,
  onPick,
}: {
  id: string;
  item: PaletteItem;
  isActive: boolean;
  onPick: (item: PaletteItem, inNewTab: boolean) => void;
}) {
  return (
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      ref={(element) => {
        if (isActive) element?.scrollIntoView?.({ block: "nearest" });
      }}
      // The field must not lose the focus before the click arrives.
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => onPick(item, event.ctrlKey || event.metaKey)}
      className={clsx(
        "mx-1.5 flex min-h-8 cursor-pointer items-center gap-2.5 rounded-md px-2 max-sm:min-h-11",
        isActive ? "bg-accent-soft" : "hover:bg-hover",
      )}
    >
      <span className="inline-flex w-4 shrink-0 justify-center text-text-3">{item.icon}</span>
      <span className="min-w-0 truncate" title={item.label}>
        {item.label}
      </span>
      {item.detail !== undefined && (
        <span className="mono min-w-0 flex-1 shrink-2 truncate text-12 text-text-3" title={item.detail}>
          {item.detail}
        </span>
      )}
      {item.end !== undefined && <span className="ml-auto shrink-0 text-12 text-text-3">{item.end}</span>}
    </div>
  );
}
