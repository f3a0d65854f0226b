"use client";

import { useEffect, useRef } from "react";

/** Escape closes what is on top; a popover or dialog above takes the key first. */
export function useEscape(close: () => void, isActive: boolean): void {
  const latest = useRef(close);
  useEffect(() => {
    latest.current = close;
  });
  useEffect(() => {
    if (!isActive) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === "Escape" && !event.defaultPrevented) latest.current();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [isActive]);
}
