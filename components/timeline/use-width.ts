"use client";

import { type RefObject, useLayoutEffect, useState } from "react";

/** Before it was measured: the width on the server, and where nothing has a size. */
const ASSUMED_PX = 1064;

/** The inner width of an element in px, whenever it changes. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(ASSUMED_PX);
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null || typeof ResizeObserver === "undefined") return;
    const measure = () => setWidth(current.clientWidth || ASSUMED_PX);
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    measure();
    return () => observer.disconnect();
  }, [element]);
  return width;
}
