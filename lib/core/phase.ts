/**
 * Phases as a person reads them. Flyte's enums map here once, in the backend: no phase is `queued`, an enum value that
 * this version does not know is `unknown`, never a crash.
 */
export const EXECUTION_PHASES = [
  "queued",
  "running",
  "succeeding",
  "succeeded",
  "failing",
  "failed",
  "aborting",
  "aborted",
  "timed_out",
  "unknown",
] as const;
export type ExecutionPhase = (typeof EXECUTION_PHASES)[number];

/**
 * What a node can show. `paused` is a gate that waits; `cached` and `recovered` are successes that did not run here;
 * `not_run` is a node of the graph without a row in an execution that has ended.
 */
export type NodePhase =
  | "queued"
  | "running"
  | "succeeded"
  | "failing"
  | "failed"
  | "aborted"
  | "timed_out"
  | "paused"
  | "cached"
  | "recovered"
  | "skipped"
  | "not_run"
  | "unknown";

export type AttemptPhase =
  | "queued"
  | "initializing"
  | "waiting"
  | "running"
  | "succeeded"
  | "failed"
  | "aborted"
  | "unknown";

/** Every phase that has a glyph: the values of `data-phase`. */
export type Phase = ExecutionPhase | NodePhase | AttemptPhase;

const TERMINAL_EXECUTION: ReadonlySet<ExecutionPhase> = new Set(["succeeded", "failed", "aborted", "timed_out"]);
const TERMINAL_NODE: ReadonlySet<NodePhase> = new Set([
  "succeeded",
  "failed",
  "aborted",
  "timed_out",
  "cached",
  "recovered",
  "skipped",
  "not_run",
]);
const TERMINAL_ATTEMPT: ReadonlySet<AttemptPhase> = new Set(["succeeded", "failed", "aborted"]);

export const isTerminalExecution = (phase: ExecutionPhase): boolean => TERMINAL_EXECUTION.has(phase);
export const isTerminalNode = (phase: NodePhase): boolean => TERMINAL_NODE.has(phase);
export const isTerminalAttempt = (phase: AttemptPhase): boolean => TERMINAL_ATTEMPT.has(phase);
