"use client";

import { useCallback, useLayoutEffect, useRef, useState } from "react";

/** The first of values that are alike: what hangs on its identity is then not made again on every event of a run. */
export function useKept<Value>(value: Value, isSame: (a: Value, b: Value) => boolean): Value {
  const [kept, keep] = useState(value);
  if (kept === value || isSame(kept, value)) return kept;
  keep(value);
  return value;
}

/** A callback whose identity never changes and which always calls the newest one. Not for use while rendering. */
export function useSteady<Args extends unknown[]>(callback: (...args: Args) => void): (...args: Args) => void {
  const newest = useRef(callback);
  // The newest callback belongs to what is on screen, hence after the render.
  useLayoutEffect(() => {
    newest.current = callback;
  });
  return useCallback((...args: Args) => newest.current(...args), []);
}
