import { QueryClient } from "@tanstack/react-query";
import { ProblemError } from "./fetch-json";

const MAX_RETRIES = 2;

/** One cache of a browser tab, or of one server render. What was refused (4xx) is not asked again; mutations never are. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => failures < MAX_RETRIES && isWorthRetrying(error),
        retryDelay: (failures) => Math.min(4_000, 400 * 2 ** failures),
        // Reaching the BFF is what counts: it may run on this very machine while the network is away.
        networkMode: "always",
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}

function isWorthRetrying(error: Error): boolean {
  return !(error instanceof ProblemError) || error.status === 0 || error.status >= 500;
}
