import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sse } from "./sse";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A source that a test feeds. */
class Source {
  closed = false;
  taken = 0;
  private waiting: ((event: { type: string } | null) => void) | null = null;
  private readonly queue: { type: string }[] = [];

  give(event: { type: string }): void {
    this.queue.push(event);
    this.wake();
  }

  next(): Promise<{ type: string } | null> {
    return new Promise((resolve) => {
      this.waiting = resolve;
      this.wake();
    });
  }

  close(): void {
    this.closed = true;
    this.wake();
  }

  private wake(): void {
    if (this.waiting === null || (this.queue.length === 0 && !this.closed)) return;
    const event = this.queue.shift() ?? null;
    if (event !== null) this.taken += 1;
    this.waiting(event);
    this.waiting = null;
  }
}

function aStream() {
  const source = new Source();
  const gone = new AbortController();
  const reader = sse(source, gone.signal).body?.pipeThrough(new TextDecoderStream()).getReader();
  const read = async (): Promise<string | undefined> => (await reader?.read())?.value;
  return { source, gone, read };
}

describe("sse", () => {
  it("names events by their type, one a message", async () => {
    const { source, read } = aStream();
    source.give({ type: "fresh" });
    expect(await read()).toBe("retry: 1000\n\n");
    expect(await read()).toBe('event: fresh\ndata: {"type":"fresh"}\n\n');
  });

  it("is never silent for longer than 15 s", async () => {
    const { read } = aStream();
    expect(await read()).toBe("retry: 1000\n\n");
    await vi.advanceTimersByTimeAsync(15_000);
    expect(await read()).toBe(": still here\n\n");
  });

  it("takes no more from its source than the browser reads", async () => {
    const { source } = aStream();
    for (let n = 0; n < 100; n++) source.give({ type: "fresh" });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(source.taken).toBeLessThan(10);
  });

  it("ends when the browser goes, and after half an hour", async () => {
    const left = aStream();
    left.gone.abort();
    await vi.advanceTimersByTimeAsync(0);
    expect(left.source.closed).toBe(true);
    const old = aStream();
    await vi.advanceTimersByTimeAsync(30 * 60_000);
    expect(old.source.closed).toBe(true);
    let text: string | undefined = "";
    while (text !== undefined) text = await old.read();
  });
});
