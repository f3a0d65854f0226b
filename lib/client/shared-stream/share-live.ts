import type { Focus } from "@/lib/contract/live";
import type { EventStream } from "../live/live-stream";
import type { ShareHost } from "./share-host";
import { SharedStream } from "./shared-stream";

export type SharedLive = { open: () => EventStream; post: (focus: Focus) => Promise<void> };

/** Lets the tabs of this browser share one stream; `host` without a browser part takes the browser's own. */
export function shareLive(
  host: Pick<ShareHost, "tab" | "name" | "openSource" | "postFocus" | "snapshot"> & Partial<ShareHost>,
): SharedLive {
  const whole: ShareHost = { ...browserPart(), ...host };
  let focus: Focus = { subscriber: host.tab, parents: [], nodes: [], hidden: false };
  let stream: SharedStream | null = null;
  return {
    open: () => {
      stream = new SharedStream(whole, focus);
      return stream;
    },
    post: async (next) => {
      focus = next;
      await (stream === null ? host.postFocus(next) : stream.post(next));
    },
  };
}

const browserPart = (): Pick<ShareHost, "channel" | "locks" | "nowMs" | "later"> => ({
  channel: (name) => (typeof BroadcastChannel === "undefined" ? null : new BroadcastChannel(name)),
  // Web Locks are absent where the console is served over plain HTTP.
  locks: typeof navigator !== "undefined" && "locks" in navigator ? navigator.locks : null,
  nowMs: () => Date.now(),
  later: (work, delayMs) => {
    const timer = setTimeout(work, delayMs);
    return () => clearTimeout(timer);
  },
});
