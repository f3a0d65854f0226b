"use client";

import { useEffect, useEffectEvent, useSyncExternalStore } from "react";
import { registeredShortcuts, registerShortcut, type Shortcut, subscribeShortcuts } from "./shortcut-registry";

/**
 * Puts a key or a sequence of keys into force while the component is mounted; it is listed behind `?` and in the command
 * palette. It is not heard while someone types, nor under a dialog. `enabled` false takes it out.
 */
export function useShortcut({ keys, label, group, run, enabled = true }: Shortcut & { enabled?: boolean }): void {
  const latest = useEffectEvent(run);
  useEffect(() => {
    if (!enabled) return;
    return registerShortcut({ keys, label, group, run: () => latest() });
  }, [keys, label, group, enabled]);
}

const NONE: readonly Shortcut[] = [];

/** Every shortcut that is in force. */
export const useShortcuts = (): readonly Shortcut[] =>
  useSyncExternalStore(subscribeShortcuts, registeredShortcuts, () => NONE);
