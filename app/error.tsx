"use client";

import { ErrorPanel } from "@/components/shell/error-panel";

/** A page threw while it was drawn. `digest` is what the server's log calls it. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <ErrorPanel
      problem={{ code: "internal", message: "This page could not be drawn.", requestId: error.digest ?? null }}
      onRetry={reset}
    />
  );
}
