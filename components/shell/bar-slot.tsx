"use client";

import type { ReactNode } from "react";
import { createPortal } from "react-dom";
import { useHydrated } from "./use-hydrated";

export const BAR_SLOT_ID = "bar-slot";

/** Puts `children` into the bar on top: the liveness sign of the page that is open. */
export function BarSlot({ children }: { children: ReactNode }) {
  const hydrated = useHydrated();
  const slot = hydrated ? document.getElementById(BAR_SLOT_ID) : null;
  return slot === null ? null : createPortal(children, slot);
}
