import { type KeyboardEvent, useState } from "react";
import { type ComboboxOption, matchOptions } from "./match-options";

const MAX_SHOWN = 100;

/** What was typed, what is open, and which option the arrows are at; picking is told through `onChange`. */
export function useCombobox(
  options: readonly ComboboxOption[],
  value: string | null,
  onChange: (value: string) => void,
) {
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const { shown, total } = matchOptions(options, typed ?? "", MAX_SHOWN);

  const close = () => {
    setTyped(null);
    setOpen(false);
  };
  const pick = (option: ComboboxOption) => {
    close();
    if (option.value !== value) onChange(option.value);
  };
  const type = (text: string) => {
    setTyped(text);
    setActive(0);
    setOpen(true);
  };
  const leave = () => {
    const exact = options.find((option) => option.label === typed?.trim());
    if (exact === undefined) close();
    else pick(exact);
  };
  const move = (step: number) => {
    setOpen(true);
    setActive((now) => (open && shown.length > 0 ? (now + step + shown.length) % shown.length : 0));
  };
  const keys: Record<string, () => void> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => {
      const option = shown[active];
      if (option !== undefined) pick(option);
    },
    Escape: close,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const act = keys[event.key];
    const arrow = event.key.startsWith("Arrow");
    if (act === undefined || !(open || arrow)) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };

  const text = typed ?? options.find((option) => option.value === value)?.label ?? "";
  return { text, open, active, shown, total, pick, type, leave, onKeyDown, show: () => setOpen(true) };
}
