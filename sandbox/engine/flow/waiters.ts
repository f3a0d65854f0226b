import { reasonOf } from "./time";

/** Whoever waits for something to happen under a key: a signal that is set, a child execution that ends. */
export class Waiters {
  private readonly byKey = new Map<string, Set<() => void>>();

  /** Resolves at the next `wake` of the key, or rejects with the signal's reason. */
  wait(key: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal.aborted) {
        reject(reasonOf(signal));
        return;
      }
      const waiting = this.byKey.get(key) ?? new Set();
      this.byKey.set(key, waiting);
      const leave = () => {
        waiting.delete(wake);
        if (waiting.size === 0) this.byKey.delete(key);
        signal.removeEventListener("abort", stop);
      };
      const wake = () => {
        leave();
        resolve();
      };
      const stop = () => {
        leave();
        reject(reasonOf(signal));
      };
      signal.addEventListener("abort", stop, { once: true });
      waiting.add(wake);
    });
  }

  wake(key: string): void {
    for (const each of Array.from(this.byKey.get(key) ?? [])) each();
  }
}
