import "server-only";

/** Time as the hub sees it, so that tests own it. */
export type Clock = {
  /** Milliseconds since the epoch. */
  now(): number;
  /** In [0, 1). */
  random(): number;
  /** Ends after `ms`, or at once when `wake` is aborted. Never throws. */
  sleep(ms: number, wake: AbortSignal): Promise<void>;
};

export const systemClock: Clock = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: (ms, wake) =>
    new Promise((resolve) => {
      if (wake.aborted) return resolve();
      const done = () => {
        clearTimeout(timer);
        wake.removeEventListener("abort", done);
        resolve();
      };
      const timer = setTimeout(done, ms);
      wake.addEventListener("abort", done, { once: true });
    }),
};
