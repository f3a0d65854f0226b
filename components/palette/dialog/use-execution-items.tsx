import { useQueries, useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useState } from "react";
import { executionTitle } from "@/components/execution/short-name";
import { Moment } from "@/components/shell/moment";
import { PhaseGlyph } from "@/components/shell/phase-glyph";
import { executionQuery } from "@/lib/client/queries/execution";
import { executionsQuery } from "@/lib/client/queries/executions";
import type { Execution } from "@/lib/core/execution";
import { phaseWord } from "@/lib/core/format/phase-word";
import type { Page } from "@/lib/core/page";
import { type ExecutionRef, executionKey, type ScopeRef } from "@/lib/core/refs";
import { paths } from "@/lib/url/paths";
import { visitedRuns } from "../visits";
import { matchItems } from "./match-items";
import type { PaletteGroup, PaletteItem } from "./palette-item";
import { failedSource, type Source } from "./source-note";
import { NOWHERE } from "./use-entity-items";
import { useSettledText } from "./use-settled-text";

const NAME = "Executions";
const MAX_SHOWN = 8;
const MAX_VISITED = 5;

/** What may be the name of an execution, whole. */
const WHOLE_NAME = /^[a-z][a-z0-9-]{3,}$/;
/** What Flyte's filter on a name cannot say, or no name holds. */
const UNASKABLE = /[\s,+;]/;

/** Executions by name at the server, those that this browser opened, and the typed name itself. */
export function useExecutionItems(scope: ScopeRef | null, text: string): PaletteGroup {
  const found = useFound(scope, text.trim());
  const visited = useVisited();
  const items = [...matchItems(visited.map(itemOf), text, MAX_VISITED).shown, ...found.items];
  const known = items.filter((item, at) => items.findIndex(({ id }) => id === item.id) === at);
  return {
    name: NAME,
    items: [...known, ...found.retry, ...byName(scope, text.trim(), known)],
    note: found.note,
  };
}

/** What the server lists. While its answer is on the way the rows of the last one stay, as far as they match. */
function useFound(scope: ScopeRef | null, text: string) {
  const sought = useSettledText(text);
  const askable = scope !== null && isAskable(sought);
  const found = useQuery({ ...listOf(scope, askable ? sought : ""), enabled: askable, refetchInterval: false });
  if (!askable) return { items: [], retry: [], note: null };
  const failed = found.data === undefined ? failedSource(NAME, found) : null;
  if (failed !== null) return { items: [], retry: failed.items, note: failed.note };
  const isBehind = found.isPlaceholderData || sought !== text;
  const rows = rowsOf(found.data);
  const items = isBehind ? matchItems(rows, text, MAX_SHOWN).shown : rows;
  return { items, retry: [], note: noteOf(found, isBehind, hasMore(found.data), rows.length) };
}

const isAskable = (name: string): boolean => !UNASKABLE.test(name) && name.length <= 100;
const rowsOf = (page: Page<Execution> | undefined): PaletteItem[] => page?.items.map(itemOf) ?? [];
const hasMore = (page: Page<Execution> | undefined): boolean => (page?.nextToken ?? null) !== null;

const listOf = (scope: ScopeRef | null, name: string) =>
  executionsQuery({
    scope: scope ?? NOWHERE,
    phase: [],
    name,
    workflow: "",
    sort: "created",
    descending: true,
    limit: MAX_SHOWN,
    token: null,
  });

/** The rows of what was opened last, as they are now; one that Flyte no longer has is left out. */
function useVisited(): Execution[] {
  const [refs] = useState(() => visitedRuns().slice(0, MAX_VISITED));
  return useQueries({
    queries: refs.map((ref) => ({ ...executionQuery(ref), retry: false })),
    combine: (results) => results.map(({ data }) => data).filter((execution) => execution !== undefined),
  });
}

function noteOf(found: Source, isBehind: boolean, isMore: boolean, shown: number): string | null {
  if (isBehind || found.isPending) return "Searching…";
  if (found.error !== null) return "Not refreshed: the server did not answer";
  return !isMore ? null : `${shown} are shown, there are more: type more of the name`;
}

function itemOf(execution: Execution): PaletteItem {
  const { ref, phase } = execution;
  return {
    id: `execution ${executionKey(ref)}`,
    label: executionTitle(execution),
    words: `${execution.workflow?.name ?? execution.launched.name} ${phaseWord(phase)} ${ref.project} ${ref.domain}`,
    detail: ref.name,
    icon: (
      <span className="inline-flex">
        <PhaseGlyph phase={phase} />
        <span className="sr-only">{phaseWord(phase)}</span>
      </span>
    ),
    end: <Moment ms={execution.startedMs ?? execution.createdMs} />,
    act: { kind: "go", href: paths.execution(ref) },
  };
}

/** The way to a name that is not among the rows: it may be whole and still not be listed. */
function byName(scope: ScopeRef | null, text: string, known: readonly PaletteItem[]): PaletteItem[] {
  if (scope === null || !WHOLE_NAME.test(text) || known.some(({ detail }) => detail === text)) return [];
  const ref: ExecutionRef = { ...scope, name: text };
  return [
    {
      id: "execution by name",
      label: `Open the execution named ${text}`,
      detail: `${scope.project} / ${scope.domain}`,
      icon: <Search size={14} />,
      act: { kind: "go", href: paths.execution(ref) },
    },
  ];
}
