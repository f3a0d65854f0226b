"use client";

import { useQuery } from "@tanstack/react-query";
import { attemptsQuery } from "@/lib/client/queries/attempts";
import type { Attempt } from "@/lib/core/node";
import { isTerminalAttempt } from "@/lib/core/phase";
import type { ExecutionRef } from "@/lib/core/refs";

const POLL_MS = 2_000;

/**
 * The attempts of the open node. The live stream carries them once the BFF knows that they are looked at; until then,
 * and after a run has settled, they are asked for once.
 */
export function useAttempts(execution: ExecutionRef, nodeId: string | null, live: readonly Attempt[] | undefined) {
  const query = useQuery({
    ...attemptsQuery({ execution, nodeId: nodeId ?? "-" }),
    enabled: nodeId !== null && live === undefined,
    refetchInterval: ({ state }) =>
      state.data?.some((attempt) => !isTerminalAttempt(attempt.phase)) === true ? POLL_MS : false,
  });
  return {
    attempts: live ?? query.data ?? null,
    error: live === undefined ? query.error : null,
    retry: () => void query.refetch(),
  };
}
