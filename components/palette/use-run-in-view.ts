"use client";

import { useParams } from "next/navigation";
import { useScope } from "@/components/shell/use-scope";
import type { ExecutionRef } from "@/lib/core/refs";

/** The execution whose page is open; null on every other page. */
export function useRunInView(): ExecutionRef | null {
  const scope = useScope();
  const { execution } = useParams<{ execution?: string }>();
  if (scope === null || execution === undefined) return null;
  return { ...scope, name: decoded(execution) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
