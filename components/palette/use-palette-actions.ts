"use client";

import { useEffect } from "react";
import { offerActions, type PaletteAction } from "./palette-actions";

/** Offers verbs in the command palette while the component is mounted. Keep the array steady (`useMemo`). */
export function usePaletteActions(actions: readonly PaletteAction[]): void {
  useEffect(() => offerActions(actions), [actions]);
}
