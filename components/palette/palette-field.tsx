"use client";

import { Search } from "lucide-react";
import { lazy, Suspense, useEffect, useSyncExternalStore } from "react";
import { writtenKeys } from "@/components/shell/shortcut-keys";
import { useIsMac } from "@/components/shell/use-is-mac";
import { useShortcut } from "@/components/shell/use-shortcut";
import { Kbd } from "@/components/ui/kbd";
import { PALETTE_KEYS } from "./palette-keys";
import { isPaletteOpen, setPaletteOpen, subscribePalette } from "./palette-open";
import { useRunInView } from "./use-run-in-view";
import { rememberVisit } from "./visits";

const load = () => import("./dialog/palette-dialog");
const PaletteDialog = lazy(() => load().then((module) => ({ default: module.PaletteDialog })));

/** What the eye is on may be opened next: the code of the dialog comes while the hand moves. */
const preload = (): void => void load().catch(() => undefined);

/** The field of the bar that opens the palette; a phone's bar has no room for it, its menu has it. */
export function PaletteField() {
  const open = useSyncExternalStore(subscribePalette, isPaletteOpen, () => false);
  const isMac = useIsMac();
  useVisits();
  useShortcut({ keys: PALETTE_KEYS, label: "Go to or run…", group: "Everywhere", run: () => setPaletteOpen(true) });
  return (
    <>
      <button
        type="button"
        aria-label="Go to or run…"
        aria-haspopup="dialog"
        aria-keyshortcuts="Meta+K Control+K"
        onClick={() => setPaletteOpen(true)}
        onPointerEnter={preload}
        onFocus={preload}
        className="mx-1 inline-flex h-7 w-58 min-w-7 shrink items-center gap-2 rounded-md border border-line-2 bg-s1 px-2 text-text-3 hover:bg-s2 max-lg:w-7 max-lg:shrink-0 max-lg:border-transparent max-lg:px-1.5 max-sm:hidden"
      >
        <Search size={13} aria-hidden="true" className="shrink-0" />
        <span className="flex-1 truncate text-left max-lg:hidden">Go to or run…</span>
        <span className="max-lg:hidden">
          <Kbd>{writtenKeys(PALETTE_KEYS, isMac)}</Kbd>
        </span>
      </button>
      {open && (
        <Suspense>
          <PaletteDialog onClose={() => setPaletteOpen(false)} />
        </Suspense>
      )}
    </>
  );
}

/** Keeps in this browser's storage which executions were opened. */
function useVisits(): void {
  const run = useRunInView();
  const { connection, project, domain, name } = run ?? {};
  useEffect(() => {
    if (connection === undefined || project === undefined || domain === undefined || name === undefined) return;
    rememberVisit({ connection, project, domain, name });
  }, [connection, project, domain, name]);
}
