import "server-only";
import { isTerminalNode } from "@/lib/core/phase";
import type { HeldState } from "./held-state";
import type { LevelState } from "./level";

/** One call to Flyte. */
export type Job =
  | { kind: "execution" }
  | { kind: "level"; level: LevelState }
  | { kind: "attempts"; nodeId: string }
  | { kind: "signals" };

/** What all browsers of an execution look at together. */
export type Looked = { parents: ReadonlySet<string>; nodes: ReadonlySet<string> };

/** How often facts are asked again, ms. The end of a run shows in its rows first, so the execution itself may wait. */
const PERIOD = {
  execution: 5_000,
  executionInDoubt: 900,
  changing: 900,
  still: 1_900,
  attempts: 900,
  elsewhere: 4_900,
  signals: 2_900,
  noSignals: 10_000,
};
/** A level counts as changing this long after its last change. */
const CHANGING_FOR_MS = 10_000;
/** With so many calls to spend, what nobody looks at is read as often as what someone does. */
const AMPLE_BUDGET = 3;
/** Attempts that cannot be read must not keep a run from settling. */
const MAX_ATTEMPT_FAILURES = 3;

export type Plan = {
  held: HeldState;
  looked: Looked;
  nowMs: number;
  /** Calls that may be made. */
  budget: number;
  /** "soon": something hints at a change of the execution itself; "now": someone changed it. */
  executionInDoubt: "no" | "soon" | "now";
  /** Whether one call of this tick belongs to what nobody looks at. */
  reserveElsewhere: boolean;
  canSignal: boolean;
};

/**
 * The calls of one tick, at most `budget`: the execution, the top level, then what someone looks at (longest unread
 * first), then running parents elsewhere in turn. Once the execution has ended: every level that no sweep has agreed on.
 */
export function planTick(plan: Plan): Job[] {
  return (plan.held.endedSeenMs === null ? planRunning(plan) : planSweep(plan)).slice(0, Math.max(0, plan.budget));
}

function planRunning(plan: Plan): Job[] {
  const { held, looked } = plan;
  const due = [...held.levels.values()].filter((level) => level.parentId !== null && isDue(plan, level));
  const isSeen = (level: LevelState) => level.parentId !== null && looked.parents.has(level.parentId);
  // Whether it has ended decides how all else is read.
  if (held.execution === null) return [{ kind: "execution" }];
  const first: Job[] = [];
  if (isExecutionDue(plan)) first.push({ kind: "execution" });
  const top = held.levels.get(null);
  if (top !== undefined && isDue(plan, top)) first.push({ kind: "level", level: top });
  const seen = byAge([...due.filter(isSeen).map(agedLevel), ...attemptsDue(plan)]);
  const elsewhere = byAge([...due.filter((level) => !isSeen(level)).map(agedLevel), ...signalsDue(plan)]);
  const reserved = plan.reserveElsewhere ? elsewhere.splice(0, 1) : [];
  return [...first, ...reserved, ...seen, ...elsewhere];
}

function planSweep(plan: Plan): Job[] {
  const { held, nowMs, looked } = plan;
  const open = [...held.levels.values()].filter((level) => !level.agreed && nowMs >= level.retryAtMs);
  const rank = (level: LevelState): number => {
    if (level.parentId === null) return 0;
    if (looked.parents.has(level.parentId)) return 1;
    return level.sweeps === 0 ? 2 : 3;
  };
  open.sort((a, b) => rank(a) - rank(b) || a.asOfMs - b.asOfMs);
  const levels = open.map((level): Job => ({ kind: "level", level }));
  const signals: Job[] = plan.canSignal && areSignalsOpen(held) ? [{ kind: "signals" }] : [];
  return [...levels.slice(0, 1), ...byAge(attemptsDue(plan)), ...signals, ...levels.slice(1)];
}

const NEVER_ASKED = { asOfMs: 0, afterEnd: false };

type Aged = { asOfMs: number; job: Job };

const agedLevel = (level: LevelState): Aged => ({ asOfMs: level.asOfMs, job: { kind: "level", level } });

const byAge = (jobs: Aged[]): Job[] => jobs.sort((a, b) => a.asOfMs - b.asOfMs).map(({ job }) => job);

function isExecutionDue({ held, nowMs, executionInDoubt }: Plan): boolean {
  if (executionInDoubt === "now") return true;
  const settledIn = held.execution?.phase === "running" && executionInDoubt === "no";
  return nowMs - held.executionAsOfMs >= (settledIn ? PERIOD.execution : PERIOD.executionInDoubt);
}

function isDue(plan: Plan, level: LevelState): boolean {
  const { held, nowMs } = plan;
  if (nowMs < level.retryAtMs) return false;
  if (level.read !== null || level.asOfMs === 0) return true;
  if (level.parentId !== null && isOver(held, level, level.parentId)) return false;
  return nowMs - level.asOfMs >= periodOf(plan, level);
}

function periodOf({ held, nowMs, looked, budget }: Plan, level: LevelState): number {
  const isWatched = level.parentId === null || looked.parents.has(level.parentId);
  if (!isWatched) return budget >= AMPLE_BUDGET ? PERIOD.changing : PERIOD.elsewhere;
  const isCalm = nowMs - level.changedAtMs > CHANGING_FOR_MS && held.levels.size > 1;
  return isCalm ? PERIOD.still : PERIOD.changing;
}

/** Children of a parent that has ended do not change any more, once they were read after its end. */
function isOver(held: HeldState, level: LevelState, parentId: string): boolean {
  const parent = held.rows.get(parentId);
  if (parent === undefined || !isTerminalNode(parent.phase)) return parent?.phase === "queued" && level.complete;
  return level.complete && level.asOfMs > (held.rowChangedAtMs.get(parentId) ?? 0);
}

function attemptsDue({ held, looked, nowMs }: Plan): Aged[] {
  return [...looked.nodes].flatMap((nodeId): Aged[] => {
    const row = held.rows.get(nodeId);
    const asOfMs = held.attempts.get(nodeId)?.asOfMs ?? 0;
    if (row === undefined || !areAttemptsOpen(held, nodeId) || nowMs - asOfMs < PERIOD.attempts) return [];
    return [{ asOfMs, job: { kind: "attempts", nodeId } }];
  });
}

/** Whether the attempts of a node may still differ from what is held. */
export function areAttemptsOpen(held: HeldState, nodeId: string): boolean {
  const row = held.rows.get(nodeId);
  if (row === undefined) return false;
  const { asOfMs, afterEnd } = held.attempts.get(nodeId) ?? NEVER_ASKED;
  if ((held.attemptFailures.get(nodeId) ?? 0) >= MAX_ATTEMPT_FAILURES) return false;
  if (held.endedSeenMs !== null) return !afterEnd;
  return !isTerminalNode(row.phase) || asOfMs <= (held.rowChangedAtMs.get(nodeId) ?? 0);
}

/** Signals are asked for once more after the end. */
export const areSignalsOpen = (held: HeldState): boolean => !held.signalsAsked.afterEnd;

function signalsDue({ held, nowMs, canSignal }: Plan): Aged[] {
  const waiting = held.signals.some((signal) => !signal.isSet);
  const period = waiting ? PERIOD.signals : PERIOD.noSignals;
  if (!canSignal || held.execution?.phase !== "running" || nowMs - held.signalsAsked.asOfMs < period) return [];
  return [{ asOfMs: held.signalsAsked.asOfMs, job: { kind: "signals" } }];
}
