import { Filter, Play } from "lucide-react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkButton } from "@/components/ui/link-button";
import type { ScopeRef } from "@/lib/core/refs";
import { paths } from "@/lib/url/paths";

/** Flyte answered, and there is nothing: because of the filter, because the list ended, or because nothing ever ran. */
export function EmptyList({
  scope,
  why,
  onClear,
}: {
  scope: ScopeRef;
  why: "filtered" | "past-the-end" | "none";
  onClear: () => void;
}) {
  if (why === "filtered") {
    return (
      <EmptyState icon={<Filter size={18} />} title="No executions match" text="Every filter above narrows the list.">
        <Button onClick={onClear}>Clear filters</Button>
      </EmptyState>
    );
  }
  if (why === "past-the-end") {
    return (
      <EmptyState title="Nothing more" text="The list ended with the page before.">
        <Button onClick={onClear}>First page</Button>
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Play size={18} />}
      title={`No executions in ${scope.project} / ${scope.domain}`}
      text="Nothing has run in this project and domain yet. Runs appear here as they start."
    >
      <LinkButton href={paths.launch(scope)}>Start the first</LinkButton>
      <code className="mono rounded-md border border-line px-2 py-1 break-words">
        {`pyflyte run --remote -p ${scope.project} -d ${scope.domain} FILE.py WORKFLOW`}
      </code>
    </EmptyState>
  );
}
