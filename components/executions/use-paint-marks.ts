import { useEffect, useRef } from "react";

/** Tells whoever measures from outside that the first rows are there, and that they have been painted. */
export function usePaintMarks(rows: number): void {
  const marked = useRef(false);
  useEffect(() => {
    // Syncs with the browser's timeline: once per visit, and the frame after next is after the paint.
    if (marked.current) return;
    marked.current = true;
    performance.mark("contrail:first-data");
    requestAnimationFrame(() =>
      requestAnimationFrame(() => performance.mark("contrail:rows-painted", { detail: { rows } })),
    );
  }, [rows]);
}
