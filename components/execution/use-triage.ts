"use client";

import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import { nodeRowQuery } from "@/lib/client/queries/node-row";
import type { FlyteError } from "@/lib/core/execution";
import { type FailureSummary, summariseFailures } from "@/lib/core/failures/summarise-failures";
import { failuresInOrder } from "@/lib/core/graph/first-failure";
import type { TreeNode } from "@/lib/core/graph/tree";
import { findByPath } from "@/lib/core/graph/walk";
import type { NodeRow } from "@/lib/core/node";
import type { ExecutionRef } from "@/lib/core/refs";

/** Lists cut messages at 100 bytes: so many are asked for in full. The rest is judged by its beginning. */
const MAX_WHOLE = 20;

/** What failed in a run, most to blame first. */
export type Triage = {
  /** The node that explains the failure; null while nothing has failed. */
  cause: TreeNode | null;
  summary: FailureSummary | null;
  /** Failed nodes in the order in which a person goes through them: the cause, then as they failed. */
  failures: readonly TreeNode[];
  /** All messages that are asked for have come, so that the cause will not change any more. */
  isReady: boolean;
};

/** Judges the failures of a tree, with their messages in full as they arrive. */
export function useTriage(ref: ExecutionRef, tree: readonly TreeNode[], ended: boolean): Triage {
  const failed = useMemo(() => failuresInOrder(tree), [tree]);
  const { errors, isReady } = useWholeErrors(ref, failed, ended);
  return useMemo(() => {
    const summary = failed.length === 0 ? null : summariseFailures(tree, new Map(Object.entries(errors)));
    const cause = (summary === null ? null : findByPath(tree, summary.causePath)) ?? failed[0] ?? null;
    const failures = cause === null ? failed : [cause, ...failed.filter(({ path }) => path !== cause.path)];
    return { cause, summary, failures, isReady };
  }, [tree, failed, errors, isReady]);
}

function useWholeErrors(ref: ExecutionRef, failed: readonly TreeNode[], ended: boolean) {
  const cut = useMemo(
    () => failed.flatMap(({ path, row }) => (row?.error?.cut === true ? [{ path, row }] : [])).slice(0, MAX_WHOLE),
    [failed],
  );
  return useQueries({
    queries: cut.map(({ row }) => nodeRowQuery({ execution: ref, nodeId: row.nodeId }, row.parentId, ended)),
    combine: (answers: readonly { data: NodeRow | undefined; isPending: boolean }[]) => {
      // A plain object: the query cache keeps it the same while nothing in it changes.
      const errors: Record<string, FlyteError> = {};
      for (const [index, { data }] of answers.entries()) {
        const path = cut[index]?.path;
        if (path !== undefined && data?.error) errors[path] = data.error;
      }
      return { errors, isReady: !answers.some(({ isPending }) => isPending) };
    },
  });
}

/** The failure after the one at `path`; the first where `path` is none of them. Goes round. */
export function nextFailure(failures: readonly TreeNode[], path: string | null): TreeNode | null {
  const at = failures.findIndex((node) => node.path === path);
  return failures[(at + 1) % Math.max(1, failures.length)] ?? null;
}
