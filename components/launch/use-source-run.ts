"use client";

import { useQuery } from "@tanstack/react-query";
import { executionQuery } from "@/lib/client/queries/execution";
import { executionDataQuery } from "@/lib/client/queries/execution-data";
import type { Execution } from "@/lib/core/execution";
import type { ExecutionRef } from "@/lib/core/refs";
import type { DataOfRun } from "@/lib/core/value";

export type SourceRun = { execution: Execution; data: DataOfRun };

/** The run that is repeated. Its inputs never change, so they are read once; `error` is what kept it from being read. */
export function useSourceRun(ref: ExecutionRef) {
  const execution = useQuery(executionQuery(ref));
  const data = useQuery(executionDataQuery(ref, true));
  const isRead = execution.data !== undefined && data.data !== undefined;
  const run: SourceRun | null = isRead ? { execution: execution.data, data: data.data } : null;
  const retry = () => void Promise.all([execution.refetch(), data.refetch()]);
  return { run, error: execution.error ?? data.error, retry };
}
