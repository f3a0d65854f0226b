import type { Window } from "@/lib/core/time/wall-clock-path";

const ROOM_SHARE = 0.06;
const STEPS_PER_RUN = 16;

/**
 * The stretch of time that a running run is drawn on: a little longer than it is, in steps, so that its bars grow while
 * the scale stands still and moves on only now and then.
 */
export function growingDomain({ fromMs, toMs }: Window): Window {
  const lastsMs = Math.max(10_000, toMs - fromMs);
  const stepMs = 2 ** Math.ceil(Math.log2(lastsMs / STEPS_PER_RUN));
  return { fromMs, toMs: fromMs + Math.ceil((lastsMs * (1 + ROOM_SHARE)) / stepMs) * stepMs };
}
