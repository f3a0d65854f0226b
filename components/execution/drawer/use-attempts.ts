"use client";

import { useQuery } from "@tanstack/react-query";
import { attemptsQuery } from "@/lib/client/queries/attempts";
import type { Attempt, NodeRow } from "@/lib/core/node";
import { isTerminalAttempt, isTerminalNode } from "@/lib/core/phase";
import type { ExecutionRef } from "@/lib/core/refs";

const POLL_MS = 2_000;

/**
 * The attempts of the open node. The live stream carries them while it knows that they are looked at. Otherwise they are
 * asked for: before that, after the run has `settled`, and where what the stream left is older than the node's row.
 */
export function useAttempts(
  execution: ExecutionRef,
  row: NodeRow | null,
  live: readonly Attempt[] | undefined,
  settled: boolean,
) {
  const isCurrent = live !== undefined && !settled && !isOlderThanRow(live, row);
  const query = useQuery({
    ...attemptsQuery({ execution, nodeId: row?.nodeId ?? "-" }),
    enabled: row !== null && !isCurrent,
    refetchInterval: ({ state }) => (!settled && hasOpen(state.data) ? POLL_MS : false),
  });
  const attempts = isCurrent ? live : (query.data ?? live ?? null);
  return {
    attempts,
    error: attempts === null ? query.error : null,
    retry: () => void query.refetch(),
  };
}

const hasOpen = (attempts: readonly Attempt[] | undefined): boolean =>
  attempts?.some(({ phase }) => !isTerminalAttempt(phase)) === true;

/** The drawer was closed while the node went on: its attempts stand where they were when it closed. */
const isOlderThanRow = (live: readonly Attempt[], row: NodeRow | null): boolean =>
  row !== null && isTerminalNode(row.phase) && hasOpen(live);
