import type { Focus } from "@/lib/contract/live";
import type { LiveSnapshot } from "@/lib/core/live/types";
import type { EventStream } from "../live/live-stream";

/** The part of BroadcastChannel that is used. */
export type Channel = {
  postMessage(message: unknown): void;
  addEventListener(type: "message", listener: (event: { data: unknown }) => void): void;
  close(): void;
};

/** The part of the Web Locks that is used: the lock is held until what `work` answers resolves. */
export type Locks = {
  request(name: string, options: { signal: AbortSignal }, work: () => Promise<void>): Promise<unknown>;
};

/** What one execution's sharing stands on. `channel` and `locks` null: this browser cannot share. */
export type ShareHost = {
  /** The id of this tab: the subscriber that its own stream has at the BFF. */
  tab: string;
  /** The same in all tabs of one execution. */
  name: string;
  openSource(): EventStream;
  postFocus(focus: Focus): Promise<unknown>;
  /** What this tab holds now, for a tab that comes later. */
  snapshot(): LiveSnapshot | null;
  channel(name: string): Channel | null;
  locks: Locks | null;
  nowMs(): number;
  /** Runs `work` after `delayMs`, unless what it returns is called before. */
  later(work: () => void, delayMs: number): () => void;
};
