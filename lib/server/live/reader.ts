import "server-only";
import { ContrailError } from "@/lib/core/errors";
import type { NodeRow } from "@/lib/core/node";
import { isTerminalNode } from "@/lib/core/phase";
import type { ExecutionRef } from "@/lib/core/refs";
import type { FlyteBackend } from "@/lib/server/backend";
import type { Clock } from "./clock";
import type { HeldState } from "./held-state";
import { beginRead, type LevelState } from "./level";
import type { Job } from "./plan-tick";

/** Rows a call may answer: about half a megabyte, far below the message limit. */
const PAGE_ROWS = 1_000;
/** A hint at the end of the execution holds this long. */
const DOUBT_MS = 6_000;
const FIRST_LEVEL_RETRY_MS = 1_000;
const LAST_LEVEL_RETRY_MS = 30_000;

/** Makes the calls of one watcher and puts their answers into what is held. */
export class Reader {
  /** Turns false when the server turns out to have no signals. */
  canSignal: boolean;
  private doubtUntilMs = 0;
  private stale = false;

  constructor(
    private readonly ref: ExecutionRef,
    private readonly backend: FlyteBackend,
    private readonly clock: Clock,
    private readonly held: HeldState,
    private readonly signal: AbortSignal,
  ) {
    this.canSignal = backend.can.signals;
  }

  /** Someone changed the execution: what is held of it is old. */
  doubtExecution(): void {
    this.stale = true;
  }

  /** How soon the execution itself should be asked for. */
  get executionInDoubt(): "no" | "soon" | "now" {
    if (this.stale) return "now";
    return this.clock.now() < this.doubtUntilMs ? "soon" : "no";
  }

  /** Makes the call of a job and takes its answer in. Throws what the call threw; what is held stays. */
  perform(job: Job): Promise<void> {
    switch (job.kind) {
      case "execution":
        return this.readExecution();
      case "level":
        return this.readLevel(job.level);
      case "attempts":
        return this.readAttempts(job.nodeId);
      case "signals":
        return this.readSignals();
    }
  }

  private async readExecution(): Promise<void> {
    const asOfMs = this.clock.now();
    if (this.stale) this.doubtUntilMs = asOfMs + DOUBT_MS;
    this.stale = false;
    const execution = await this.backend.getExecution(this.ref, this.call());
    this.held.takeExecution(execution, asOfMs, this.clock.now());
  }

  private async readLevel(level: LevelState): Promise<void> {
    const read = beginRead(level, this.clock.now(), this.held.endedSeenMs !== null);
    try {
      const page = await this.backend.listNodes(
        {
          execution: this.ref,
          parentId: level.parentId,
          writtenSinceMs: read.sinceMs,
          limit: PAGE_ROWS,
          token: read.token,
        },
        this.call(),
      );
      level.failures = 0;
      const changed = this.held.takePage(level, read, page, this.clock.now());
      if (level.parentId === null && hintsAtEnd(changed, this.held.rowsOf(level)))
        this.doubtUntilMs = this.clock.now() + DOUBT_MS;
    } catch (error) {
      // Pages are offsets: after a pause the rest of a read may have moved, so it starts over.
      level.read = null;
      level.failures += 1;
      level.retryAtMs =
        this.clock.now() + Math.min(LAST_LEVEL_RETRY_MS, FIRST_LEVEL_RETRY_MS * 2 ** (level.failures - 1));
      throw error;
    }
  }

  private async readAttempts(nodeId: string): Promise<void> {
    const asked = this.held.ask(this.clock.now());
    try {
      const attempts = await this.backend.listAttempts({ execution: this.ref, nodeId }, this.call());
      this.held.takeAttempts(nodeId, attempts, asked, this.clock.now());
    } catch (error) {
      if (!isTransient(error)) this.held.attemptFailures.set(nodeId, (this.held.attemptFailures.get(nodeId) ?? 0) + 1);
      throw error;
    }
  }

  private async readSignals(): Promise<void> {
    const asked = this.held.ask(this.clock.now());
    try {
      this.held.takeSignals(await this.backend.listSignals(this.ref, this.call()), asked, this.clock.now());
    } catch (error) {
      if (!(error instanceof ContrailError) || error.code !== "unsupported") throw error;
      this.canSignal = false;
    }
  }

  private call() {
    return { signal: this.signal };
  }
}

/** Flyte is away: says nothing of what was asked for. */
const isTransient = (error: unknown): boolean =>
  error instanceof ContrailError && (error.code === "unavailable" || error.code === "timeout");

/** Top-level rows by which an execution's own phase is about to change: its end node, a failure, or all have ended. */
function hintsAtEnd(changed: readonly NodeRow[], rows: readonly NodeRow[]): boolean {
  if (changed.length === 0) return false;
  const telling = changed.some((row) => row.specNodeId === "end-node" || FAILING.has(row.phase));
  return telling || rows.every((row) => isTerminalNode(row.phase));
}

const FAILING: ReadonlySet<string> = new Set(["failing", "failed", "aborted", "timed_out"]);
