import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ExecutionRef } from "@/lib/core/refs";
import { apiPaths } from "@/lib/url/paths";
import { fetchJson } from "../fetch-json";
import { keys } from "../queries/keys";

/** Starts a run that reuses what succeeded in this one; answers the new run. Never retried. */
export function useRecoverExecution(ref: ExecutionRef) {
  const queries = useQueryClient();
  return useMutation({
    retry: false,
    mutationFn: () => fetchJson<ExecutionRef>(apiPaths.recover(ref), { body: {} }),
    onSettled: () => queries.invalidateQueries({ queryKey: [...keys.scope(ref), "executions"] }),
  });
}
