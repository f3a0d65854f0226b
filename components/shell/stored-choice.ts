import { useSyncExternalStore } from "react";

/** A preference with a closed list of values, kept in this browser and the same in all its tabs. */
export type StoredChoice<T extends string> = { use: () => T; get: () => T; set: (value: T) => void };

/**
 * Makes a preference. The server renders `fallback`; a value in storage that is not in `values` counts as absent, and
 * where storage is refused (private windows) the choice lives as long as the tab.
 */
export function storedChoice<T extends string>(key: string, values: readonly T[], fallback: T): StoredChoice<T> {
  const listeners = new Set<() => void>();
  let unsaved: T | null = null;
  const get = (): T => {
    if (unsaved !== null) return unsaved;
    const stored = read(key);
    return values.find((value) => value === stored) ?? fallback;
  };
  const subscribe = (listener: () => void) => {
    const onStorage = (event: StorageEvent) => {
      if (event.key === key || event.key === null) listener();
    };
    listeners.add(listener);
    window.addEventListener("storage", onStorage);
    return () => {
      listeners.delete(listener);
      window.removeEventListener("storage", onStorage);
    };
  };
  return {
    get,
    use: () => useSyncExternalStore(subscribe, get, () => fallback),
    set: (value) => {
      unsaved = write(key, value) ? null : value;
      for (const listener of listeners) listener();
    },
  };
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): boolean {
  try {
    localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}
