import type { ExecutionListQuery } from "@/lib/contract/executions";
import type { ScopeRef } from "@/lib/core/refs";
import type { ExecutionListView } from "@/lib/url/execution-list";

const PAGE_SIZE = 50;

/** Characters that Flyte's filter language keeps for itself, so that no name can be asked for with them. */
const UNASKABLE = /[,+;]/;

/** What is wrong with a part of a name as a filter, in words; null when nothing is. */
export const nameProblem = (name: string): string | null =>
  UNASKABLE.test(name) ? "Flyte cannot look for , + or ;" : null;

/** What to ask for to show this view; parts of the URL that cannot be asked are left out. */
export function listQueryOf(scope: ScopeRef, view: ExecutionListView): ExecutionListQuery {
  return {
    scope,
    phase: view.phase.slice(0, 20),
    name: askable(view.name.trim(), 100),
    workflow: askable(view.workflow, 400),
    sort: view.sort,
    descending: view.desc,
    limit: PAGE_SIZE,
    token: view.token !== null && /^\d+$/.test(view.token) ? view.token : null,
  };
}

const askable = (text: string, limit: number): string => (UNASKABLE.test(text) ? "" : text.slice(0, limit));

export const isFiltered = ({ phase, name, workflow }: ExecutionListQuery): boolean =>
  phase.length > 0 || name !== "" || workflow !== "";
