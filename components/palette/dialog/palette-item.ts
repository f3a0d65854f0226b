import type { ReactNode } from "react";

/** What picking a row does: go to a page, run a verb after the palette has closed, or ask something within it. */
type PaletteAct = { kind: "go"; href: string } | { kind: "run"; run: () => void } | { kind: "stay"; run: () => void };

/** One row. `label` and `words` are searched; `detail` (an id or a place) and `end` (an age, keys) stand beside it. */
export type PaletteItem = {
  id: string;
  label: string;
  words?: string;
  icon: ReactNode;
  detail?: string;
  end?: ReactNode;
  act: PaletteAct;
};

/** Rows of one kind. `note` says what the rows do not: what is left out, what is on its way, what failed. */
export type PaletteGroup = { name: string; items: PaletteItem[]; note: string | null };
