/* oxlint-disable jsx-a11y/prefer-tag-over-role, jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus --
   the focus and the keys stay in the field: the pattern of a combobox with a listbox, which no HTML element has */
import clsx from "clsx";
import type { ComboboxOption } from "./match-options";

/** The options under a combobox; ids are `<id>-<index>`, which the field names as its active one. */
export function ComboboxList({
  id,
  label,
  open,
  shown,
  total,
  active,
  value,
  mono,
  emptyText,
  onPick,
}: {
  id: string;
  label: string;
  open: boolean;
  shown: readonly ComboboxOption[];
  total: number;
  active: number;
  value: string | null;
  mono: boolean;
  emptyText: string;
  onPick: (option: ComboboxOption) => void;
}) {
  return (
    <div
      hidden={!open}
      className="absolute top-full right-0 left-0 z-(--z-pop) mt-1 max-h-80 overflow-auto rounded-lg border border-line bg-over py-1 shadow-2"
    >
      <div id={`${id}-list`} role="listbox" aria-label={label}>
        {shown.map((option, index) => (
          <div
            key={option.value}
            id={`${id}-${index}`}
            role="option"
            aria-selected={option.value === value}
            aria-label={option.label}
            ref={(element) => {
              if (open && index === active) element?.scrollIntoView?.({ block: "nearest" });
            }}
            // The field must not lose the focus before the click arrives.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(option)}
            className={clsx(
              "flex min-h-7 cursor-pointer items-center gap-2 px-2.25 py-0.5 max-sm:min-h-11",
              index === active ? "bg-accent-soft" : "hover:bg-hover",
            )}
          >
            <span className={clsx("min-w-0 break-words", mono && "mono", option.value === value && "font-semibold")}>
              {option.label}
            </span>
            {option.detail !== undefined && (
              <span className="ml-auto shrink-0 text-11 text-text-3">{option.detail}</span>
            )}
          </div>
        ))}
      </div>
      {total === 0 && <p className="px-2.25 py-1 text-12 text-text-3">{emptyText}</p>}
      {total > shown.length && (
        <p className="px-2.25 py-1 text-12 text-text-3">{`${shown.length} of ${total} shown: type more to narrow`}</p>
      )}
    </div>
  );
}
