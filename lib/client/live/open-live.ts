import { type ExecutionRef, executionKey } from "@/lib/core/refs";
import { apiPaths } from "@/lib/url/paths";
import { fetchJson } from "../fetch-json";
import { shareLive } from "../shared-stream/share-live";
import { FocusSender } from "./focus-sender";
import { LiveSubscription } from "./live-subscription";

export type OpenLive = { subscription: LiveSubscription; focus: FocusSender };

type Entry = OpenLive & { users: number; closing: ReturnType<typeof setTimeout> | null; stopWatchingTab: () => void };

/** A view that goes and comes back at once (React's double mount, a change of route) keeps its stream. */
const LINGER_MS = 400;

const open = new Map<string, Entry>();

/**
 * The one subscription of this tab to an execution. Nothing is connected until someone holds it; the last one to let go
 * closes it.
 */
export function liveOf(ref: ExecutionRef): OpenLive {
  const key = executionKey(ref);
  const known = open.get(key);
  if (known !== undefined) return known;
  const entry = { ...makeLive(ref), users: 0, closing: null, stopWatchingTab: () => {} };
  open.set(key, entry);
  return entry;
}

/** Connects when the first holder comes; call what it returns to let go. */
export function holdLive(ref: ExecutionRef): () => void {
  const key = executionKey(ref);
  liveOf(ref);
  const entry = open.get(key);
  if (entry === undefined) return () => {};
  entry.users += 1;
  if (entry.closing !== null) clearTimeout(entry.closing);
  entry.closing = null;
  if (entry.users === 1 && !entry.subscription.isOpen()) {
    entry.subscription.connect();
    entry.stopWatchingTab = watchTab(entry.focus);
  }
  return () => release(key, entry);
}

function release(key: string, entry: Entry): void {
  entry.users -= 1;
  if (entry.users > 0) return;
  entry.closing = setTimeout(() => {
    entry.stopWatchingTab();
    entry.subscription.close();
    entry.focus.close();
    open.delete(key);
  }, LINGER_MS);
}

function makeLive(ref: ExecutionRef): OpenLive {
  const subscriber = newSubscriber();
  const shared = shareLive({
    tab: subscriber,
    name: executionKey(ref),
    openSource: () => new EventSource(`${apiPaths.live(ref)}?${new URLSearchParams({ subscriber })}`),
    postFocus: (body) => fetchJson<unknown>(apiPaths.focus(ref), { body }),
    snapshot: () => subscription.getView().state.snapshot,
  });
  const focus = new FocusSender(subscriber, shared.post);
  const subscription: LiveSubscription = new LiveSubscription(
    {
      open: shared.open,
      nowMs: () => Date.now(),
      random: () => Math.random(),
      later: (work, delayMs) => {
        const timer = setTimeout(work, delayMs);
        return () => clearTimeout(timer);
      },
      mark: (name, detail) => void performance.mark(name, { detail }),
    },
    () => focus.forget(),
  );
  return { subscription, focus };
}

/** A random UUID, version 4. `crypto.randomUUID` is missing where the console is served over plain HTTP. */
function newSubscriber(): string {
  const hex = [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
  const variant = "89ab"[Number.parseInt(hex.charAt(16), 16) % 4] ?? "8";
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join("-");
}

function watchTab(focus: FocusSender): () => void {
  const tell = (): void => focus.setHidden(document.visibilityState === "hidden");
  tell();
  document.addEventListener("visibilitychange", tell);
  return () => document.removeEventListener("visibilitychange", tell);
}
