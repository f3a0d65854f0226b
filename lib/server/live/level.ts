import "server-only";
import type { NodeRow } from "@/lib/core/node";
import { isTerminalNode } from "@/lib/core/phase";

/** A read of a level that may take several pages; a page is one call. */
export type LevelRead = {
  /** null: all rows; else only rows written since (FlyteAdmin's clock). */
  sinceMs: number | null;
  token: string | null;
  startedMs: number;
  /** It began after the end of the execution was seen. */
  isSweep: boolean;
  /** Rows of the answer so far. */
  seen: Set<string>;
  changed: boolean;
};

/** What is held of the children of one parent (`parentId` null: the top). Times are of the BFF's clock unless said. */
export type LevelState = {
  readonly parentId: string | null;
  readonly rowIds: Set<string>;
  /** Start of the last read that finished; 0 before the first. */
  asOfMs: number;
  /** Start of the last full read that finished; 0 before the first. */
  fullAsOfMs: number;
  complete: boolean;
  /** Newest `updatedMs` among its rows, FlyteAdmin's clock. */
  newestMs: number | null;
  changedAtMs: number;
  read: LevelRead | null;
  /** Full reads that began after the end of the execution, and whether the last one agreed with what was held. */
  sweeps: number;
  agreed: boolean;
  failures: number;
  retryAtMs: number;
};

/** Rows written within this span before the newest one are read again: reports of two engines may cross on their way. */
const OVERLAP_MS = 5_000;
/** Now and then a level is read whole, so that a row that a delta missed cannot stay wrong until the end. */
const FULL_READ_EVERY_MS = 60_000;
/** After so many sweeps the answer is taken as it is: rows that come and go would keep a watcher alive for ever. */
const MAX_SWEEPS = 5;

export function newLevel(parentId: string | null): LevelState {
  return {
    parentId,
    rowIds: new Set(),
    asOfMs: 0,
    fullAsOfMs: 0,
    complete: false,
    newestMs: null,
    changedAtMs: 0,
    read: null,
    sweeps: 0,
    agreed: false,
    failures: 0,
    retryAtMs: 0,
  };
}

/** Goes on with the read under way, or begins one: a delta where that is enough, all rows in a sweep. */
export function beginRead(level: LevelState, nowMs: number, sweeping: boolean): LevelRead {
  if (sweeping && level.read?.isSweep === false) level.read = null;
  level.read ??= {
    sinceMs: sinceOf(level, nowMs, sweeping),
    token: null,
    startedMs: nowMs,
    isSweep: sweeping,
    seen: new Set(),
    changed: false,
  };
  return level.read;
}

function sinceOf(level: LevelState, nowMs: number, sweeping: boolean): number | null {
  const mustBeFull = sweeping || !level.complete || level.newestMs === null;
  if (mustBeFull || nowMs - level.fullAsOfMs > FULL_READ_EVERY_MS) return null;
  return (level.newestMs ?? 0) - OVERLAP_MS;
}

/**
 * Ends a read whose last page came. A sweep agrees when it found every row that is held and nothing new; a change is fine
 * too where all rows have ended.
 */
export function finishRead(level: LevelState, read: LevelRead, rows: NodeRow[]): void {
  level.read = null;
  level.asOfMs = read.startedMs;
  if (read.sinceMs !== null) return;
  level.complete = true;
  level.fullAsOfMs = read.startedMs;
  if (!read.isSweep) return;
  level.sweeps += 1;
  const counted = read.seen.size === level.rowIds.size;
  const still = !read.changed || rows.every((row) => isTerminalNode(row.phase));
  level.agreed = (counted && still) || level.sweeps >= MAX_SWEEPS;
}
