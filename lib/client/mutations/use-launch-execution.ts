import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { LaunchRequest } from "@/lib/contract/launch";
import type { ExecutionRef, ScopeRef } from "@/lib/core/refs";
import { apiPaths } from "@/lib/url/paths";
import { fetchJson } from "../fetch-json";
import { keys } from "../queries/keys";

/** Starts an execution in `scope` and answers its reference. Never retried: a second call could start a second run. */
export function useLaunchExecution(scope: ScopeRef) {
  const queries = useQueryClient();
  return useMutation({
    retry: false,
    mutationFn: (request: LaunchRequest) => fetchJson<ExecutionRef>(apiPaths.launch(scope), { body: request }),
    onSettled: () => queries.invalidateQueries({ queryKey: [...keys.scope(scope), "executions"] }),
  });
}
