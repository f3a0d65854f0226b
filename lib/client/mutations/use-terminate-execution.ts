import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ExecutionRef } from "@/lib/core/refs";
import { apiPaths } from "@/lib/url/paths";
import { fetchJson } from "../fetch-json";
import { keys } from "../queries/keys";

/** Terminates an execution; the cause is kept by Flyte and shown to everyone. Never retried. */
export function useTerminateExecution(ref: ExecutionRef) {
  const queries = useQueryClient();
  return useMutation({
    retry: false,
    mutationFn: (cause: string) => fetchJson<void>(apiPaths.terminate(ref), { body: { cause } }),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: [...keys.scope(ref), "executions"] }),
        queries.invalidateQueries({ queryKey: keys.execution(ref) }),
      ]),
  });
}
