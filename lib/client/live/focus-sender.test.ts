import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Focus } from "@/lib/contract/live";
import { FocusSender } from "./focus-sender";

const SUBSCRIBER = "0b7e5f0a-6f0e-4c53-9a3b-2f6d1a9c8e10";

function aSender(post?: () => Promise<void>) {
  const sent: Focus[] = [];
  const sender = new FocusSender(SUBSCRIBER, async (focus) => {
    sent.push(focus);
    await post?.();
  });
  return { sender, sent };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const rest = () => vi.advanceTimersByTimeAsync(200);

describe("FocusSender", () => {
  it("posts once when the hand rests, with the last of what was looked at", async () => {
    const { sender, sent } = aSender();
    sender.look({ parents: ["a"], nodes: [] });
    sender.look({ parents: ["a", "b"], nodes: ["n1"] });
    await rest();
    expect(sent).toEqual([{ subscriber: SUBSCRIBER, parents: ["a", "b"], nodes: ["n1"], hidden: false }]);
  });

  it("does not repeat itself, but tells a BFF that came back everything again", async () => {
    const { sender, sent } = aSender();
    sender.look({ parents: ["a"], nodes: [] });
    await rest();
    sender.look({ parents: ["a"], nodes: [] });
    await rest();
    expect(sent).toHaveLength(1);
    sender.forget();
    await rest();
    expect(sent).toHaveLength(2);
  });

  it("tells that the tab is hidden, and keeps within what the BFF takes", async () => {
    const { sender, sent } = aSender();
    sender.look({ parents: Array.from({ length: 500 }, (_, index) => `p${index}`), nodes: [] });
    sender.setHidden(true);
    await rest();
    expect(sent[0]?.hidden).toBe(true);
    expect(sent[0]?.parents).toHaveLength(200);
  });

  it("sends again after a post that failed", async () => {
    const { sender, sent } = aSender(() => Promise.reject(new Error("away")));
    sender.look({ parents: ["a"], nodes: [] });
    await rest();
    sender.look({ parents: ["a"], nodes: [] });
    await rest();
    expect(sent).toHaveLength(2);
  });
});
