"use client";

import { GitCompareArrows } from "lucide-react";
import { useScope } from "@/components/shell/use-scope";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import type { ExecutionRef } from "@/lib/core/refs";
import { paths } from "@/lib/url/paths";

/** Fewer than two runs: where to choose them. */
export function NoRuns({ runs }: { runs: readonly ExecutionRef[] }) {
  const scope = useScope();
  const near = runs[0] ?? scope;
  return (
    <EmptyState
      icon={<GitCompareArrows size={18} aria-hidden="true" />}
      title={runs.length === 0 ? "No runs to compare" : "One run is compared with nothing"}
      text="Select 2 to 20 executions in the list and press Compare, or add a run here by its name or URL."
    >
      <LinkButton href={near === null ? paths.home() : paths.executions(near)}>Choose executions</LinkButton>
    </EmptyState>
  );
}
