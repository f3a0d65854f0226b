"use client";

import { useQuery } from "@tanstack/react-query";
import { nodeRowQuery } from "@/lib/client/queries/node-row";
import type { FlyteError } from "@/lib/core/execution";
import type { NodeRow } from "@/lib/core/node";
import type { ExecutionRef } from "@/lib/core/refs";

/** The error of a node in full: lists cut messages at 100 bytes, so a cut one is fetched. Meanwhile its beginning. */
export function useWholeError(execution: ExecutionRef, row: NodeRow | null, ended: boolean): FlyteError | null {
  const isCut = row?.error?.cut === true;
  const { data } = useQuery({
    ...nodeRowQuery({ execution, nodeId: row?.nodeId ?? "-" }, row?.parentId ?? null, ended),
    enabled: isCut,
  });
  return (isCut ? data?.error : null) ?? row?.error ?? null;
}
