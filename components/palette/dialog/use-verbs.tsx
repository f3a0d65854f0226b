import { ArrowRight, Clock, Command, Link2, Moon, Play, Zap } from "lucide-react";
import { useSyncExternalStore } from "react";
import { SECTIONS } from "@/components/shell/sections";
import { writtenKeys } from "@/components/shell/shortcut-keys";
import { setTheme, THEMES, useTheme } from "@/components/shell/theme";
import { useIsMac } from "@/components/shell/use-is-mac";
import { useShortcuts } from "@/components/shell/use-shortcut";
import { setZone, useZone } from "@/components/shell/zone";
import { Kbd } from "@/components/ui/kbd";
import { DEFAULT_CONNECTION, type ExecutionRef, type ScopeRef } from "@/lib/core/refs";
import { parseLink } from "@/lib/url/parse-link";
import { paths } from "@/lib/url/paths";
import { offeredActions, type PaletteAction, subscribeActions } from "../palette-actions";
import { PALETTE_KEYS } from "../palette-keys";
import { leftOut, matchItems } from "./match-items";
import type { PaletteGroup, PaletteItem } from "./palette-item";
import { useRunVerbs } from "./use-run-verbs";

const MAX_SHOWN = 12;
/** Before anything is typed there should be room for what was opened last. */
const MAX_AT_FIRST = 6;
const NONE: readonly PaletteAction[] = [];

/** Every verb there is here: a pasted address, what the page offers, the execution in view, shortcuts, what is everywhere. */
export function useVerbs(
  text: string,
  { scope, run, onTerminate }: { scope: ScopeRef | null; run: ExecutionRef | null; onTerminate: () => void },
): PaletteGroup {
  const offered = useSyncExternalStore(subscribeActions, offeredActions, () => NONE);
  const ofRun = useRunVerbs(run, onTerminate);
  const ofKeys = useKeyVerbs();
  const ofPreferences = usePreferenceVerbs();
  const all = [...offered.map(ofPage), ...ofRun, ...goVerbs(scope), ...ofKeys, ...ofPreferences];
  const { shown, total } = matchItems(all, text, text.trim() === "" ? MAX_AT_FIRST : MAX_SHOWN);
  return { name: "Actions", items: [...jump(text), ...shown], note: leftOut(shown.length, total) };
}

const ofPage = ({ id, label, icon, detail, words, run }: PaletteAction): PaletteItem => ({
  id: `page ${id}`,
  label,
  detail,
  words,
  icon: icon ?? <Zap size={14} />,
  act: { kind: "run", run },
});

/** A pasted address leads to its page here, whatever host it names. */
function jump(text: string): PaletteItem[] {
  const target = parseLink(text, DEFAULT_CONNECTION);
  if (target === null) return [];
  return [
    { id: "jump", label: `Go to ${target.label}`, icon: <Link2 size={14} />, act: { kind: "go", href: target.path } },
  ];
}

function goVerbs(scope: ScopeRef | null): PaletteItem[] {
  const go = (label: string, href: string, icon = <ArrowRight size={14} />, words = "open"): PaletteItem => ({
    id: `go ${label}`,
    label,
    words,
    icon,
    act: { kind: "go", href },
  });
  const inScope =
    scope === null
      ? []
      : [
          go("Launch a workflow…", paths.launch(scope), <Play size={14} />, "run start create"),
          ...SECTIONS.map(({ label, href }) => go(`Go to ${label}`, href(scope))),
        ];
  return [
    ...inScope,
    go("Go to all projects", "/?pick"),
    go("Open a run from a file", "/bundle", <ArrowRight size={14} />, "bundle import"),
  ];
}

function useKeyVerbs(): PaletteItem[] {
  const isMac = useIsMac();
  return useShortcuts()
    .filter(({ keys }) => keys !== PALETTE_KEYS)
    .map(({ keys, label, group, run }) => ({
      id: `key ${keys} ${label}`,
      label,
      words: group,
      icon: <Command size={14} />,
      end: <Kbd>{writtenKeys(keys, isMac)}</Kbd>,
      act: { kind: "run", run },
    }));
}

const THEME_WORDS = { system: "as the system", light: "light", dark: "dark" } as const;

function usePreferenceVerbs(): PaletteItem[] {
  const theme = useTheme();
  const zone = useZone();
  const other = zone === "utc" ? "local" : "utc";
  return [
    ...THEMES.filter((each) => each !== theme).map(
      (each): PaletteItem => ({
        id: `theme ${each}`,
        label: `Theme: ${THEME_WORDS[each]}`,
        words: "colours appearance mode",
        icon: <Moon size={14} />,
        act: { kind: "run", run: () => setTheme(each) },
      }),
    ),
    {
      id: "zone",
      label: other === "utc" ? "Show times in UTC" : "Show times in local time",
      words: "zone clock",
      icon: <Clock size={14} />,
      act: { kind: "run", run: () => setZone(other) },
    },
  ];
}
