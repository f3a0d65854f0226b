import { useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { problemOf } from "@/lib/client/fetch-json";
import { executionsQuery } from "@/lib/client/queries/executions";
import type { Problem } from "@/lib/core/errors";
import type { ScopeRef } from "@/lib/core/refs";
import { executionListParsers } from "@/lib/url/execution-list";
import { isFiltered, listQueryOf } from "./list-query";
import { useSettled } from "./use-settled";

const TYPING_MS = 250;

/** The list that the URL asks for: its state, its data, and why there is none or only old. */
export function useExecutionList(scope: ScopeRef, firstProblem: Problem | null) {
  const [view, setView] = useQueryStates(executionListParsers);
  const name = useSettled(view.name, TYPING_MS);
  const query = listQueryOf(scope, { ...view, name });
  const { data, error, dataUpdatedAt, isPlaceholderData, isFetching, refetch } = useQuery(executionsQuery(query));
  return {
    view,
    setView,
    page: data,
    /** Rows on the way are another list than those on show. */
    changing: isPlaceholderData || name !== view.name,
    busy: isFetching,
    asOfMs: dataUpdatedAt,
    problem: problemNow(error, data === undefined ? firstProblem : null),
    filtered: isFiltered(query),
    /** Names this list, whatever its rows are. */
    identity: JSON.stringify(query),
    retry: () => void refetch(),
  };
}

/** What the server could not load stays the reason until the browser's own first answer. */
const problemNow = (error: Error | null, firstProblem: Problem | null): Problem | null =>
  error === null ? firstProblem : problemOf(error);
