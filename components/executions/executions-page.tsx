"use client";

import { Play } from "lucide-react";
import { BarSlot } from "@/components/shell/bar-slot";
import { type Freshness, Liveness } from "@/components/shell/liveness";
import { LinkButton } from "@/components/ui/link-button";
import type { Problem } from "@/lib/core/errors";
import type { ScopeRef } from "@/lib/core/refs";
import { paths } from "@/lib/url/paths";
import { FilterBar, type Filters } from "./filter-bar";
import { ListBody } from "./list-body";
import { countText } from "./pager";
import { useExecutionList } from "./use-execution-list";
import { useListPages } from "./use-list-pages";

/** The executions of a project and domain. `firstProblem` is why the server could not list them with the page. */
export function ExecutionsPage({ scope, firstProblem }: { scope: ScopeRef; firstProblem: Problem | null }) {
  const list = useExecutionList(scope, firstProblem);
  const { view, setView, page, problem, asOfMs } = list;
  const pages = useListPages(view.token, (token) => void setView({ token }, { history: "push", scroll: true }));
  const change = (filters: Partial<Filters>) => void setView({ ...filters, token: null });
  const clear = () => void setView({ name: "", phase: [], workflow: "", token: null });
  return (
    <div className="mx-auto flex w-full max-w-400 flex-1 flex-col gap-2.5 p-4 max-sm:p-3">
      <BarSlot>
        <Liveness freshness={freshnessOf(page !== undefined, problem, asOfMs)} />
      </BarSlot>
      <div className="flex min-h-7 items-center gap-3">
        <h1 className="text-18 font-semibold tracking-tight">Executions</h1>
        {page !== undefined && page.items.length > 0 && (
          <span className="text-12 text-text-3">
            {countText(page.items.length, pages.first, page.nextToken !== null)}
          </span>
        )}
        <span className="flex-1" />
        <LinkButton variant="primary" icon={<Play size={13} />} href={paths.launch(scope)}>
          Launch
        </LinkButton>
      </div>
      <FilterBar filters={{ name: view.name, phase: view.phase, workflow: view.workflow }} onChange={change} />
      <ListBody scope={scope} list={list} pages={pages} onClear={clear} />
    </div>
  );
}

function freshnessOf(hasData: boolean, problem: Problem | null, asOfMs: number): Freshness {
  if (!hasData) return problem === null ? { state: "loading" } : { state: "lost", sinceMs: null };
  return { state: problem === null ? "live" : "stale", asOfMs };
}
