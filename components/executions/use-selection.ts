import { useState } from "react";

export type Selection = {
  names: readonly string[];
  has: (name: string) => boolean;
  /** Switches one row; with `toHere` all rows from the last one switched to this one. */
  toggle: (name: string, options: { toHere: boolean }) => void;
  /** Selects all `order`ed rows, or none of them. */
  toggleAll: () => void;
  clear: () => void;
};

/** Selected rows by name, in the order they were picked; they stay selected on other pages of the list. */
export function useSelection(order: readonly string[]): Selection {
  const [names, setNames] = useState<readonly string[]>([]);
  const [last, setLast] = useState<string | null>(null);

  const toggle: Selection["toggle"] = (name, { toHere }) => {
    const on = !names.includes(name);
    const range = toHere && last !== null ? between(order, last, name) : [name];
    const others = names.filter((each) => !range.includes(each));
    setNames(on ? [...others, ...range] : others);
    setLast(name);
  };
  const toggleAll = () => {
    const others = names.filter((name) => !order.includes(name));
    setNames(order.every((name) => names.includes(name)) ? others : [...others, ...order]);
    setLast(null);
  };
  return {
    names,
    has: (name) => names.includes(name),
    toggle,
    toggleAll,
    clear: () => {
      setNames([]);
      setLast(null);
    },
  };
}

/** All of `order` from one name to another, both included, whichever comes first. */
function between(order: readonly string[], from: string, to: string): readonly string[] {
  const [a, b] = [order.indexOf(from), order.indexOf(to)];
  if (a < 0 || b < 0) return [to];
  return order.slice(Math.min(a, b), Math.max(a, b) + 1);
}
