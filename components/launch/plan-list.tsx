"use client";

import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import type { EntityName } from "@/lib/core/entity";
import type { ScopeRef } from "@/lib/core/refs";

/** All launch plans of a domain, to start from while none is chosen; in a domain without any, how to get one there. */
export function PlanList({
  scope,
  names,
  onChoose,
}: {
  scope: ScopeRef;
  names: readonly EntityName[];
  onChoose: (name: string) => void;
}) {
  if (names.length === 0) return <NoPlans scope={scope} />;
  return (
    <ul
      aria-label={`${names.length} launch plans`}
      className="mx-6.5 mb-6 divide-y divide-line rounded-lg border border-line bg-s1 md:mx-8.5 xl:max-w-[720px]"
    >
      {names.map(({ name, description }) => (
        <li key={name}>
          <button
            type="button"
            className="flex min-h-8 w-full flex-wrap items-baseline gap-x-3 px-3 py-1.5 text-left hover:bg-hover max-sm:min-h-11"
            onClick={() => onChoose(name)}
          >
            <span className="min-w-0 break-all font-strong">{name}</span>
            {description !== "" && <span className="text-12 text-text-3">{description}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}

function NoPlans({ scope }: { scope: ScopeRef }) {
  const command = `pyflyte register -p ${scope.project} -d ${scope.domain} .`;
  return (
    <EmptyState
      title={`No launch plan in ${scope.project} / ${scope.domain}`}
      text="Nothing was registered in this domain. From the folder of the workflows:"
    >
      <code className="mono rounded-md border border-line px-2 py-1 break-words">{command}</code>
      <CopyButton text={command} what="the command" />
    </EmptyState>
  );
}
