import { useHydrated } from "./use-hydrated";

/** Whether the keys of this computer are a Mac's; false until the browser has taken over. */
export function useIsMac(): boolean {
  return useHydrated() && /mac|iphone|ipad/i.test(navigator.userAgent);
}
