import { useQuery } from "@tanstack/react-query";
import { Play } from "lucide-react";
import { launchPlanNamesQuery } from "@/lib/client/queries/launch-plan-names";
import { DEFAULT_CONNECTION, type ScopeRef } from "@/lib/core/refs";
import { paths } from "@/lib/url/paths";
import { leftOut, matchItems } from "./match-items";
import type { PaletteGroup, PaletteItem } from "./palette-item";
import { failedSource } from "./source-note";

const NAME = "Entities";
const MAX_SHOWN = 8;

export const NOWHERE: ScopeRef = { connection: DEFAULT_CONNECTION, project: "", domain: "" };

/** Launch plans of the project and domain in view: picking one opens its form. */
export function useEntityItems(scope: ScopeRef | null, text: string): PaletteGroup {
  const names = useQuery({ ...launchPlanNamesQuery(scope ?? NOWHERE), enabled: scope !== null });
  if (scope === null) return { name: NAME, items: [], note: null };
  const failed = names.data === undefined ? failedSource(NAME, names) : null;
  if (failed !== null) return { name: NAME, ...failed };
  const items = (names.data ?? []).map(
    ({ name }): PaletteItem => ({
      id: `launch plan ${name}`,
      label: name,
      words: "launch plan",
      detail: "launch plan",
      icon: <Play size={14} />,
      act: { kind: "go", href: `${paths.launch(scope)}?${new URLSearchParams({ launch_plan: name })}` },
    }),
  );
  const { shown, total } = matchItems(items, text, MAX_SHOWN);
  return { name: NAME, items: shown, note: names.isPending ? "Loading…" : leftOut(shown.length, total) };
}
