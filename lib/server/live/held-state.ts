import "server-only";
import { isDeepStrictEqual } from "node:util";
import type { Problem } from "@/lib/core/errors";
import type { Execution } from "@/lib/core/execution";
import type { Level, LiveEvent, LiveSnapshot, SignalState } from "@/lib/core/live/types";
import type { Attempt, NodeRow } from "@/lib/core/node";
import type { Page } from "@/lib/core/page";
import { isTerminalExecution } from "@/lib/core/phase";
import { finishRead, type LevelRead, type LevelState, newLevel } from "./level";

/** When something was asked for, and whether the execution was known to have ended by then: the answer is the last one. */
export type Asked = { asOfMs: number; afterEnd: boolean };
type HeldAttempts = Asked & { attempts: Attempt[] };
export type SnapshotEvent = Extract<LiveEvent, { type: "snapshot" }>;
type Unversioned<T> = T extends { version: number } ? Omit<T, "version"> : never;

/**
 * What is known of one execution, and the events that tell each change of it. Answers of FlyteAdmin go in, whole; only
 * what differs comes out. Every event has a version of its own.
 */
export class HeldState {
  execution: Execution | null = null;
  executionAsOfMs = 0;
  /** When the end of the execution was seen first, by the BFF's clock. */
  endedSeenMs: number | null = null;
  readonly rows = new Map<string, NodeRow>();
  readonly rowChangedAtMs = new Map<string, number>();
  readonly levels = new Map<string | null, LevelState>([[null, newLevel(null)]]);
  readonly attempts = new Map<string, HeldAttempts>();
  /** Reads of a node's attempts that were refused one after another. */
  readonly attemptFailures = new Map<string, number>();
  signals: SignalState[] = [];
  signalsAsked: Asked = { asOfMs: 0, afterEnd: false };
  settled = false;
  problem: Problem | null = null;
  /** Of the last change of a fact; ages alone are none. */
  changedAtMs = 0;
  private version = 0;
  private lastSnapshot: SnapshotEvent | null = null;

  constructor(private readonly emit: (event: LiveEvent) => void) {}

  /** All that is held; null until the execution was read once. One object a version: browsers that come together share it. */
  snapshot(): SnapshotEvent | null {
    if (this.execution === null) return null;
    if (this.lastSnapshot?.snapshot.version === this.version) return this.lastSnapshot;
    const snapshot: LiveSnapshot = {
      version: this.version,
      execution: this.execution,
      asOfMs: this.executionAsOfMs,
      nodes: [...this.rows.values()],
      levels: [...this.levels.values()].map(toLevel),
      attempts: Object.fromEntries([...this.attempts].map(([nodeId, held]) => [nodeId, held.attempts])),
      signals: this.signals,
      settled: this.settled,
      problem: this.problem,
    };
    this.lastSnapshot = { type: "snapshot", snapshot };
    return this.lastSnapshot;
  }

  takeExecution(execution: Execution, asOfMs: number, nowMs: number): void {
    this.executionAsOfMs = asOfMs;
    const held = this.execution;
    if (held !== null && isOlder(execution, held)) return;
    if (isTerminalExecution(execution.phase)) this.endedSeenMs ??= nowMs;
    if (isDeepStrictEqual(execution, held)) return;
    this.execution = execution;
    this.changedAtMs = nowMs;
    this.tell({ type: "execution", asOfMs, execution });
  }

  /** One page of a level. Answers the rows that changed. */
  takePage(level: LevelState, read: LevelRead, page: Page<NodeRow>, nowMs: number): NodeRow[] {
    const changed = page.items.filter((row) => this.takeRow(level, read, row, nowMs));
    if (changed.length > 0) {
      read.changed = true;
      level.changedAtMs = nowMs;
      this.changedAtMs = nowMs;
      this.tell({ type: "nodes", nodes: changed });
    }
    read.token = page.nextToken;
    if (page.nextToken === null) finishRead(level, read, this.rowsOf(level));
    this.tell({ type: "level", level: toLevel(level) });
    return changed;
  }

  rowsOf(level: LevelState): NodeRow[] {
    return [...level.rowIds].flatMap((id) => this.rows.get(id) ?? []);
  }

  private takeRow(level: LevelState, read: LevelRead, row: NodeRow, nowMs: number): boolean {
    const held = this.rows.get(row.nodeId);
    read.seen.add(row.nodeId);
    level.rowIds.add(row.nodeId);
    level.newestMs = Math.max(level.newestMs ?? 0, row.updatedMs ?? 0) || null;
    if ((row.isParent || row.isDynamic) && !this.levels.has(row.nodeId)) this.addLevel(row.nodeId);
    // After the end an answer is the last word even if an engine's clock ran back.
    if (held !== undefined && this.endedSeenMs === null && isOlder(row, held)) return false;
    if (isDeepStrictEqual(row, held)) return false;
    this.rows.set(row.nodeId, row);
    this.rowChangedAtMs.set(row.nodeId, nowMs);
    return true;
  }

  private addLevel(parentId: string): void {
    const level = newLevel(parentId);
    this.levels.set(parentId, level);
    this.tell({ type: "level", level: toLevel(level) });
  }

  ask(nowMs: number): Asked {
    return { asOfMs: nowMs, afterEnd: this.endedSeenMs !== null };
  }

  takeAttempts(nodeId: string, attempts: Attempt[], asked: Asked, nowMs: number): void {
    const held = this.attempts.get(nodeId);
    this.attemptFailures.delete(nodeId);
    this.attempts.set(nodeId, { ...asked, attempts });
    if (held !== undefined && isDeepStrictEqual(held.attempts, attempts)) return;
    this.changedAtMs = nowMs;
    this.tell({ type: "attempts", nodeId, attempts });
  }

  /** Attempts of nodes that nobody looks at any more: they can be large, so they are not kept. */
  forgetAttempts(looked: ReadonlySet<string>): void {
    for (const nodeId of this.attempts.keys()) if (!looked.has(nodeId)) this.attempts.delete(nodeId);
  }

  takeSignals(signals: SignalState[], asked: Asked, nowMs: number): void {
    this.signalsAsked = asked;
    if (isDeepStrictEqual(this.signals, signals)) return;
    this.signals = signals;
    this.changedAtMs = nowMs;
    this.tell({ type: "signals", signals });
  }

  /** Same code and message is the same problem: it is told once. */
  takeProblem(problem: Problem | null): void {
    if (this.problem?.code === problem?.code && this.problem?.message === problem?.message) return;
    this.problem = problem;
    this.tell({ type: "problem", problem });
  }

  takeFreshness(asOfMs: number): void {
    if (this.execution !== null) this.tell({ type: "fresh", asOfMs });
  }

  settle(): void {
    if (this.settled) return;
    this.settled = true;
    this.tell({ type: "settled", nodes: this.rows.size });
  }

  private tell(event: Unversioned<Exclude<LiveEvent, { type: "snapshot" }>>): void {
    this.version += 1;
    this.emit({ ...event, version: this.version });
  }
}

const toLevel = ({ parentId, asOfMs, complete, rowIds }: LevelState): Level => ({
  parentId,
  asOfMs,
  complete,
  rows: rowIds.size,
});

/** An answer may be overtaken by a later one on its way through proxies and replicas. */
const isOlder = (answer: { updatedMs: number | null }, held: { updatedMs: number | null }): boolean =>
  answer.updatedMs !== null && held.updatedMs !== null && answer.updatedMs < held.updatedMs;
