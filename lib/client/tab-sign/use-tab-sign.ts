"use client";

import { useEffect } from "react";
import type { ExecutionPhase } from "@/lib/core/phase";
import { faviconOf } from "./favicon";

/** The name of the console behind every title, as the pages' own titles have it. */
const SUFFIX = " · Contrail";

/** Keeps title and favicon of the tab at those of a run; `phase` null leaves the favicon of the console. */
export function useTabSign({ phase, title }: { phase: ExecutionPhase | null; title: string }): void {
  useEffect(() => {
    const before = document.title;
    const mine = `${title}${SUFFIX}`;
    document.title = mine;
    return () => {
      // The page that comes next may have set its own already.
      if (document.title === mine) document.title = before;
    };
  }, [title]);

  useEffect(() => {
    if (phase === null) return;
    const href = faviconOf(phase, tokenOf);
    const before = iconLinks().map((link) => ({ link, href: link.getAttribute("href") ?? "" }));
    for (const { link } of before) link.setAttribute("href", href);
    const made = before.length === 0 ? addIcon(href) : null;
    return () => {
      made?.remove();
      for (const { link, href: own } of before) link.setAttribute("href", own);
    };
  }, [phase]);
}

const tokenOf = (token: string): string => getComputedStyle(document.documentElement).getPropertyValue(token);

const iconLinks = (): HTMLLinkElement[] => [...document.querySelectorAll<HTMLLinkElement>('link[rel~="icon"]')];

function addIcon(href: string): HTMLLinkElement {
  const link = document.createElement("link");
  link.rel = "icon";
  link.href = href;
  document.head.append(link);
  return link;
}
