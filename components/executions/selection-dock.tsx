"use client";

import { GitCompare, X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { LinkButton } from "@/components/ui/link-button";
import { MAX_COMPARED_RUNS, MIN_COMPARED_RUNS } from "@/lib/core/compare/run-limits";
import type { ScopeRef } from "@/lib/core/refs";
import { paths } from "@/lib/url/paths";

/** What can be done with the selected runs; each verb says how many it touches. */
export function SelectionDock({
  scope,
  names,
  onClear,
}: {
  scope: ScopeRef;
  names: readonly string[];
  onClear: () => void;
}) {
  if (names.length === 0) return null;
  const reason = whyNot(names.length);
  const label = `Compare ${names.length}`;
  const icon = <GitCompare size={14} />;
  return (
    <section
      aria-label="Selected executions"
      className="enter fixed bottom-4 left-1/2 z-(--z-drawer) flex -translate-x-1/2 items-center gap-3 rounded-lg border border-line bg-over px-3.5 py-2 shadow-3 max-sm:inset-x-0 max-sm:bottom-0 max-sm:translate-x-0 max-sm:rounded-none"
    >
      <span className="font-medium whitespace-nowrap max-sm:flex-1">{names.length} selected</span>
      {reason === null ? (
        <LinkButton
          variant="primary"
          icon={icon}
          prefetch={false}
          href={paths.compare(names.map((name) => ({ ...scope, name })))}
        >
          {label}
        </LinkButton>
      ) : (
        <Button variant="primary" icon={icon} disabledReason={reason}>
          {label}
        </Button>
      )}
      <IconButton label="Clear the selection" icon={<X size={14} />} onClick={onClear} />
    </section>
  );
}

function whyNot(count: number): string | null {
  if (count < MIN_COMPARED_RUNS) return `Select at least ${MIN_COMPARED_RUNS} runs to compare`;
  return count > MAX_COMPARED_RUNS ? `At most ${MAX_COMPARED_RUNS} runs can be compared` : null;
}
