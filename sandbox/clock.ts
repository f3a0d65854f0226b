/**
 * The one clock of the sandbox's rows: nanoseconds since 1970 that never go back by themselves, whatever the wall clock does.
 * Tests shift it, for example to meet a server that is ahead of the browser.
 */
const originNs = BigInt(Date.now()) * 1_000_000n - process.hrtime.bigint();
let shiftNs = 0n;

export const clockNs = (): bigint => originNs + process.hrtime.bigint() + shiftNs;
export const clockMs = (): number => Number(clockNs() / 1_000n) / 1_000;

/** Sets how far the clock is ahead of the time (behind, when negative). */
export function setClockShift(ms: number): void {
  shiftNs = BigInt(Math.round(ms)) * 1_000_000n;
}

export const clockShiftMs = (): number => Number(shiftNs / 1_000_000n);
