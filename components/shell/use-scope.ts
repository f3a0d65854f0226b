"use client";

import { useParams } from "next/navigation";
import { useEffect } from "react";
import { DEFAULT_CONNECTION, type ScopeRef } from "@/lib/core/refs";
import { scopeCookie, scopeOfCookies } from "./scope-memory";
import { useHydrated } from "./use-hydrated";

/** The project and domain of the URL; on pages without one those that were open last; null for a newcomer. */
export function useScope(): ScopeRef | null {
  const { project, domain } = useParams<{ project?: string; domain?: string }>();
  const hydrated = useHydrated();
  const here = scopeOf(project, domain);
  const cookie = here === null ? null : scopeCookie(here);
  useEffect(() => {
    // Syncs with the browser's cookies: the next visit of the first page starts here.
    if (cookie !== null) document.cookie = cookie;
  }, [cookie]);
  return here ?? (hydrated ? scopeOfCookies(document.cookie) : null);
}

function scopeOf(project: string | undefined, domain: string | undefined): ScopeRef | null {
  if (project === undefined || domain === undefined) return null;
  return { connection: DEFAULT_CONNECTION, project: decoded(project), domain: decoded(domain) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
