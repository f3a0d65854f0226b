import { z } from "zod";
import type { Execution, FlyteError } from "@/lib/core/execution";
import type { Attempt, CacheSource, CacheStatus, MapItem, NodeRow } from "@/lib/core/node";
import { type AttemptPhase, EXECUTION_PHASES, type NodePhase } from "@/lib/core/phase";
import { entityRef, executionRef, maybeMs, nodeRef, text, textMap } from "./common";

const flyteError: z.ZodType<FlyteError> = z.object({
  code: text,
  message: text,
  kind: z.enum(["user", "system", "unknown"]),
  cut: z.boolean(),
});

export const execution: z.ZodType<Execution> = z.object({
  ref: executionRef,
  phase: z.enum(EXECUTION_PHASES),
  launched: entityRef,
  workflow: entityRef.nullable(),
  mode: z.enum(["manual", "scheduled", "system", "relaunch", "child_workflow", "recovered", "trigger", "unknown"]),
  createdMs: maybeMs,
  startedMs: maybeMs,
  updatedMs: maybeMs,
  durationMs: maybeMs,
  error: flyteError.nullable(),
  abort: z.object({ cause: text, by: text }).nullable(),
  principal: text,
  archived: z.boolean(),
  reference: executionRef.nullable(),
  parent: nodeRef.nullable(),
  nesting: z.number(),
  scheduledMs: maybeMs,
  cluster: text,
  labels: textMap,
  annotations: textMap,
  tags: z.array(text),
  envs: textMap,
  maxParallelism: z.number(),
  interruptible: z.boolean().nullable(),
  overwriteCache: z.boolean(),
  rawOutputPrefix: text,
  clusterLabel: text,
  securityContext: z.object({ iamRole: text, serviceAccount: text }),
  outputUri: text,
});

/** Every key of the record once: a phase that is added to the model is missed by the compiler, not by a file. */
const wordsOf = <T extends string>(words: Record<T, true>) =>
  z.custom<T>((value) => typeof value === "string" && Object.hasOwn(words, value));

const nodePhase = wordsOf<NodePhase>({
  queued: true,
  running: true,
  succeeded: true,
  failing: true,
  failed: true,
  aborted: true,
  timed_out: true,
  paused: true,
  cached: true,
  recovered: true,
  skipped: true,
  not_run: true,
  unknown: true,
});

const attemptPhase = wordsOf<AttemptPhase>({
  queued: true,
  initializing: true,
  waiting: true,
  running: true,
  succeeded: true,
  failed: true,
  aborted: true,
  unknown: true,
});

const cacheStatus = wordsOf<CacheStatus>({
  disabled: true,
  miss: true,
  hit: true,
  populated: true,
  lookup_failure: true,
  put_failure: true,
  skipped: true,
  evicted: true,
  unknown: true,
});

const cacheSource: z.ZodType<CacheSource> = z.object({
  artifact: text,
  source: z.object({ execution: executionRef, nodeId: text, attempt: z.number() }).nullable(),
});

export const nodeRow: z.ZodType<NodeRow> = z.object({
  nodeId: text,
  specNodeId: text,
  parentId: text.nullable(),
  retryGroup: text,
  isBoundary: z.boolean(),
  isParent: z.boolean(),
  isDynamic: z.boolean(),
  isArray: z.boolean(),
  phase: nodePhase,
  createdMs: maybeMs,
  startedMs: maybeMs,
  updatedMs: maybeMs,
  durationMs: maybeMs,
  error: flyteError.nullable(),
  cacheStatus,
  cacheSource: cacheSource.nullable(),
  childExecution: executionRef.nullable(),
  inputUri: text,
  outputUri: text,
  deckUri: text,
});

const logs = z.array(z.object({ name: text, uri: text }));

const mapItem: z.ZodType<MapItem> = z.object({
  index: z.number().int().min(0),
  retryAttempt: z.number().int().min(0),
  externalId: text,
  phase: attemptPhase,
  cacheStatus,
  logs,
});

export const attempt: z.ZodType<Attempt> = z.object({
  nodeId: text,
  number: z.number().int().min(0),
  task: entityRef,
  taskType: text,
  phase: attemptPhase,
  createdMs: maybeMs,
  startedMs: maybeMs,
  updatedMs: maybeMs,
  durationMs: maybeMs,
  error: flyteError.nullable(),
  reasons: z.array(z.object({ atMs: maybeMs, message: text })),
  logs,
  generatedName: text,
  plugin: text,
  items: z.array(mapItem),
  outputUri: text,
});
