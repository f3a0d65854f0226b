"use client";

import { QueryClientProvider } from "@tanstack/react-query";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import { type ReactNode, useState } from "react";
import { ToastProvider } from "@/components/ui/toast";
import { makeQueryClient } from "@/lib/client/make-query-client";
import { RenderedAt } from "./use-now";

/** What every page stands on: the query cache of this tab, the URL state, toasts, the clock of the first render. */
export function Providers({ renderedAtMs, children }: { renderedAtMs: number; children: ReactNode }) {
  const [queryClient] = useState(makeQueryClient);
  return (
    <QueryClientProvider client={queryClient}>
      <NuqsAdapter>
        <RenderedAt value={renderedAtMs}>
          <ToastProvider>{children}</ToastProvider>
        </RenderedAt>
      </NuqsAdapter>
    </QueryClientProvider>
  );
}
