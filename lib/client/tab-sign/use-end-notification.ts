"use client";

import { useEffect, useRef, useSyncExternalStore } from "react";
import { phaseWord } from "@/lib/core/format/phase-word";
import { type ExecutionPhase, isTerminalExecution } from "@/lib/core/phase";
import { type ExecutionRef, executionKey } from "@/lib/core/refs";
import { faviconOf } from "./favicon";

/** `blocked`: the browser refuses for this site. `unsupported`: it has none, or the console is served over plain HTTP. */
export type EndNotice = "unsupported" | "blocked" | "off" | "on";

/**
 * A desktop notification when a run that was seen alive ends, for as long as a tab shows it. `toggle` must be called by a
 * press: it may ask the browser's permission. The choice is kept for this run in the tab's session.
 */
export function useEndNotification({
  run,
  phase,
  title,
}: {
  run: ExecutionRef;
  phase: ExecutionPhase | null;
  title: string;
}): { state: EndNotice; toggle: () => Promise<void> } {
  const key = executionKey(run);
  // What the browser allows and what this session wants are known only in the browser.
  const state = useSyncExternalStore(
    subscribe,
    () => stateOf(key),
    () => "unsupported" as const,
  );
  const seenAlive = useRef<string | null>(null);
  useEffect(() => {
    if (phase === null) return;
    if (!isTerminalExecution(phase)) {
      seenAlive.current = key;
      return;
    }
    if (seenAlive.current !== key) return;
    seenAlive.current = null;
    if (stateOf(key) === "on") notify(key, phase, title);
  }, [key, phase, title]);
  const toggle = async (): Promise<void> => {
    setWanted(key, state !== "on" && (await isAllowed()));
  };
  return { state, toggle };
}

function stateOf(key: string): EndNotice {
  if (typeof Notification === "undefined" || !window.isSecureContext) return "unsupported";
  if (Notification.permission === "denied") return "blocked";
  return Notification.permission === "granted" && isWanted(key) ? "on" : "off";
}

async function isAllowed(): Promise<boolean> {
  if (typeof Notification === "undefined") return false;
  if (Notification.permission !== "default") return Notification.permission === "granted";
  return (await Notification.requestPermission()) === "granted";
}

function notify(key: string, phase: ExecutionPhase, title: string): void {
  try {
    const notification = new Notification(`${phaseWord(phase)}: ${title}`, {
      tag: key,
      body: "The run has ended.",
      icon: faviconOf(phase, (token) => getComputedStyle(document.documentElement).getPropertyValue(token)),
    });
    notification.onclick = () => {
      window.focus();
      notification.close();
    };
  } catch {
    // Browsers of phones have the class and refuse to make one; title and favicon still tell.
  }
}

const storageKey = (key: string): string => `contrail.notify ${key}`;

/** Where storage is refused the choice lives as long as the page. */
const unsaved = new Set<string>();
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function isWanted(key: string): boolean {
  try {
    return unsaved.has(key) || sessionStorage.getItem(storageKey(key)) !== null;
  } catch {
    return false;
  }
}

function setWanted(key: string, wanted: boolean): void {
  unsaved.delete(key);
  try {
    if (wanted) sessionStorage.setItem(storageKey(key), "1");
    else sessionStorage.removeItem(storageKey(key));
  } catch {
    if (wanted) unsaved.add(key);
  }
  for (const listener of listeners) listener();
}
