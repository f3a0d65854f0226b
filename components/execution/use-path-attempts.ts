"use client";

import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import { attemptsQuery } from "@/lib/client/queries/attempts";
import type { Attempt } from "@/lib/core/node";
import type { ExecutionRef } from "@/lib/core/refs";
import { usePathNodes } from "./use-path-nodes";
import type { Run } from "./use-run";

type Attempts = Readonly<Record<string, readonly Attempt[]>>;

const NO_ATTEMPTS: Attempts = {};

/**
 * The attempts that are known, by unique node id, with those of the nodes that decided how long the run was. While the
 * run lasts the stream brings them within its budget; a stream that has ended brings none, so they are asked for once.
 */
export function usePathAttempts(execution: ExecutionRef, run: Run): Attempts {
  const streamed = run.snapshot?.attempts ?? NO_ATTEMPTS;
  const pathNodes = usePathNodes(run, true);
  const missing = useMemo(
    () => (run.ended ? pathNodes.filter((nodeId) => !Object.hasOwn(streamed, nodeId)) : []),
    [run.ended, pathNodes, streamed],
  );
  const asked = useQueries({
    queries: missing.map((nodeId) => ({
      ...attemptsQuery({ execution, nodeId }),
      staleTime: Number.POSITIVE_INFINITY,
    })),
    combine: (results) =>
      Object.fromEntries(results.flatMap(({ data }) => (data?.[0] === undefined ? [] : [[data[0].nodeId, data]]))),
  });
  return useMemo(() => ({ ...asked, ...streamed }), [asked, streamed]);
}
