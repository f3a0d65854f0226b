import type { QueryClient } from "@tanstack/react-query";
import { problemOf } from "@/lib/client/fetch-json";
import { attemptsQuery } from "@/lib/client/queries/attempts";
import { executionQuery } from "@/lib/client/queries/execution";
import { executionDataQuery } from "@/lib/client/queries/execution-data";
import { nodeDataQuery } from "@/lib/client/queries/node-data";
import { nodeRowQuery } from "@/lib/client/queries/node-row";
import type { BundleGap, RunBundle } from "@/lib/core/bundle/types";
import type { Execution } from "@/lib/core/execution";
import type { WorkflowGraph } from "@/lib/core/graph/types";
import type { NodeRow } from "@/lib/core/node";
import { isTerminalExecution, isTerminalNode } from "@/lib/core/phase";

/** Calls at one time: the rest of the console goes on meanwhile. */
const CONCURRENCY = 4;
/** Nodes of which attempts and values are read: two calls each. The others are in the file with their rows alone. */
const MAX_NODES = 2_000;

export type CollectSource = {
  execution: Execution;
  rows: readonly NodeRow[];
  graph: WorkflowGraph | null;
  /** Some group of nodes was not read to its end, so rows may be missing. */
  isPartial: boolean;
};

type Progress = { done: number; total: number };
type Job = { what: BundleGap["what"]; nodeId: string | null; run: () => Promise<void> };

/**
 * Reads everything that a bundle holds. A part that cannot be read becomes a gap with its reason. `isStopped` is asked
 * before each call; a stopped collection answers null.
 */
export async function collectBundle(
  source: CollectSource,
  {
    queries,
    savedFrom,
    nowMs,
    onProgress,
    isStopped,
  }: {
    queries: QueryClient;
    savedFrom: string;
    nowMs: () => number;
    onProgress: (progress: Progress) => void;
    isStopped: () => boolean;
  },
): Promise<RunBundle | null> {
  const bundle: RunBundle = {
    savedAtMs: nowMs(),
    savedFrom,
    execution: source.execution,
    rows: [...source.rows],
    attempts: {},
    graph: source.graph,
    dynamicGraphs: {},
    data: null,
    nodeData: {},
    decks: {},
    gaps: gapsOf(source),
  };
  const jobs = jobsOf(bundle, queries);
  let next = 0;
  let done = 0;
  const work = async (): Promise<void> => {
    for (let job = jobs[next++]; job !== undefined && !isStopped(); job = jobs[next++]) {
      try {
        await job.run();
      } catch (error) {
        const { code, message } = problemOf(error);
        bundle.gaps.push({ what: job.what, nodeId: job.nodeId, reason: `${message} (${code})` });
      }
      done += 1;
      onProgress({ done, total: jobs.length });
    }
  };
  onProgress({ done: 0, total: jobs.length });
  await Promise.all(Array.from({ length: CONCURRENCY }, work));
  return isStopped() ? null : bundle;
}

/** What is known to be missing before anything is asked. */
function gapsOf({ execution, rows, graph, isPartial }: CollectSource): BundleGap[] {
  const beyond = rows.filter(({ isBoundary }) => !isBoundary).length - MAX_NODES;
  return [
    ...(isPartial
      ? [{ what: "rows", nodeId: null, reason: "Not all nodes were known yet when it was saved" } as const]
      : []),
    ...(graph === null && execution.workflow !== null
      ? [{ what: "graph", nodeId: null, reason: "The graph was not loaded" } as const]
      : []),
    ...(beyond > 0
      ? [{ what: "data", nodeId: null, reason: `Attempts and values of ${beyond} more nodes were not read` } as const]
      : []),
    ...rows
      .filter(({ deckUri }) => deckUri !== "")
      .map(({ nodeId, deckUri }) => ({ what: "deck", nodeId, reason: `Not read: it is at ${deckUri}` }) as const),
  ];
}

function jobsOf(bundle: RunBundle, queries: QueryClient): Job[] {
  const { ref, phase } = bundle.execution;
  const ended = isTerminalExecution(phase);
  const ofRun: Job[] = [
    {
      what: "error",
      nodeId: null,
      run: async () => {
        bundle.execution = await queries.fetchQuery(executionQuery(ref));
      },
    },
    {
      what: "data",
      nodeId: null,
      run: async () => {
        bundle.data = await queries.fetchQuery(executionDataQuery(ref, ended));
      },
    },
  ];
  return [...ofRun, ...inOrder(bundle.rows).flatMap((row) => jobsOfNode(bundle, queries, row))];
}

/** Failures and dynamic nodes first: they are what a file is saved for, should there be too many nodes. */
function inOrder(rows: readonly NodeRow[]): NodeRow[] {
  const rank = ({ error, isDynamic }: NodeRow): number => (error === null && !isDynamic ? 1 : 0);
  return rows
    .filter(({ isBoundary }) => !isBoundary)
    .toSorted((a, b) => rank(a) - rank(b))
    .slice(0, MAX_NODES);
}

function jobsOfNode(bundle: RunBundle, queries: QueryClient, row: NodeRow): Job[] {
  const { nodeId, parentId, phase, error } = row;
  const ref = { execution: bundle.execution.ref, nodeId };
  const ended = isTerminalNode(phase);
  const jobs: Job[] = [
    {
      what: "attempts",
      nodeId,
      run: async () => {
        bundle.attempts[nodeId] = await queries.fetchQuery({ ...attemptsQuery(ref), gcTime: 0 });
      },
    },
    {
      what: "data",
      nodeId,
      run: async () => {
        const { dynamicGraph, ...data } = await queries.fetchQuery({ ...nodeDataQuery(ref, ended), gcTime: 0 });
        bundle.nodeData[nodeId] = data;
        if (dynamicGraph !== null) bundle.dynamicGraphs[nodeId] = dynamicGraph;
      },
    },
  ];
  if (error?.cut !== true) return jobs;
  const whole: Job = {
    what: "error",
    nodeId,
    run: async () => {
      const full = await queries.fetchQuery({ ...nodeRowQuery(ref, parentId, ended), gcTime: 0 });
      bundle.rows = bundle.rows.map((each) => (each.nodeId === nodeId ? full : each));
    },
  };
  return [whole, ...jobs];
}
