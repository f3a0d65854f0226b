import { type RefObject, useEffect, useEffectEvent } from "react";
import { isTyping } from "@/components/shell/is-typing";

/**
 * `j` and `k` move the focus over the row links inside `within` (`data-row` names the run), `x` selects the focused one.
 */
export function useRowKeys(
  within: RefObject<HTMLElement | null>,
  onSelect: (name: string, options: { toHere: boolean }) => void,
): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (isCommand(event) || isTyping(event.target)) return;
    const links = [...(within.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])];
    const at = links.findIndex((link) => link.closest("tr")?.contains(document.activeElement));
    const name = links[at]?.dataset.row;
    if (event.key === "j") links[Math.min(at + 1, links.length - 1)]?.focus();
    else if (event.key === "k") links[Math.max(at - 1, 0)]?.focus();
    else if (event.key.toLowerCase() === "x" && name !== undefined) onSelect(name, { toHere: event.shiftKey });
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);
}

const isCommand = (event: KeyboardEvent): boolean => event.ctrlKey || event.metaKey || event.altKey;
