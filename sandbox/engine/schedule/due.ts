import { type FixedRate, FixedRateUnit, type Schedule } from "@/lib/flyteidl/gen/flyteidl/admin/schedule_pb";
import { nextMinute, parseCron } from "./cron";

const UNIT_MS: Readonly<Record<FixedRateUnit, number>> = {
  [FixedRateUnit.MINUTE]: 60_000,
  [FixedRateUnit.HOUR]: 3_600_000,
  [FixedRateUnit.DAY]: 86_400_000,
};

/** The moment after `afterMs` at which a schedule that was activated at `sinceMs` fires; null when it never does. */
export function nextFiring(
  { ScheduleExpression: expression }: Schedule,
  sinceMs: number,
  afterMs: number,
): number | null {
  switch (expression.case) {
    case "rate":
      return nextOfRate(expression.value, sinceMs, afterMs);
    case "cronExpression":
      return nextOfCron(expression.value, afterMs);
    case "cronSchedule":
      return nextOfCron(expression.value.schedule, afterMs);
    case undefined:
      return null;
  }
}

function nextOfRate({ value, unit }: FixedRate, sinceMs: number, afterMs: number): number | null {
  const periodMs = value * UNIT_MS[unit];
  if (!(periodMs > 0)) return null;
  // Whole milliseconds: the moment becomes the name and the time of an execution.
  const fromMs = Math.floor(sinceMs);
  return fromMs + periodMs * (Math.floor(Math.max(0, afterMs - fromMs) / periodMs) + 1);
}

function nextOfCron(text: string, afterMs: number): number | null {
  const cron = parseCron(text);
  return cron === null ? null : nextMinute(cron, afterMs);
}
