"use client";

import { useEffect } from "react";

/** Keeps the title of the tab at `title`, as the run goes on. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Contrail`;
  }, [title]);
}
