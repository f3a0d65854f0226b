import { formatDay, formatTimeOfDay, type Zone } from "@/lib/core/format/moment";
import { type TimeScale, toPx } from "../time-scale";

export type Tick = { ms: number; px: number; text: string };

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Steps that a clock has. */
const STEPS = [
  ...[0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14, 28, 91, 182, 364].map((n) => n * DAY),
];

/** Room of `09:02:11` and of `09:02:11.500`, each with a space. */
const MIN_PX = 84;
const MIN_FINE_PX = 108;
const minPx = (step: number): number => (step < SECOND ? MIN_FINE_PX : MIN_PX);

/** Round moments of the zone on a scale, none in a folded gap, none closer than its label is wide. */
export function ticksOf(scale: TimeScale, zone: Zone): Tick[] {
  const step = STEPS.find((each) => each * scale.pxPerMs >= minPx(each)) ?? STEPS.at(-1) ?? DAY;
  const ticks: Tick[] = [];
  let lastPx = Number.NEGATIVE_INFINITY;
  for (const { fromMs, toMs, isGap } of scale.pieces) {
    if (isGap) continue;
    for (let ms = firstTick(fromMs, step, zone); ms <= toMs; ms += step) {
      const px = toPx(scale, ms);
      if (px - lastPx < minPx(step)) continue;
      ticks.push({ ms, px, text: tickText(ms, step, zone) });
      lastPx = px;
    }
  }
  return ticks;
}

/** Hours and days begin where the clock of the zone says. */
function firstTick(fromMs: number, step: number, zone: Zone): number {
  const offsetMs = zone === "utc" ? 0 : -new Date(fromMs).getTimezoneOffset() * MINUTE;
  return Math.ceil((fromMs + offsetMs) / step) * step - offsetMs;
}

function tickText(ms: number, step: number, zone: Zone): string {
  if (step >= DAY) return formatDay(ms, zone);
  const clock = formatTimeOfDay(ms, zone);
  if (step >= MINUTE) return clock.slice(0, 5);
  return step >= SECOND ? clock : `${clock}.${String(ms % SECOND).padStart(3, "0")}`;
}
