import { ErrorPanel } from "@/components/shell/error-panel";
import type { Problem } from "@/lib/core/errors";
import type { ExecutionRef } from "@/lib/core/refs";
import { LoadingLines } from "./loading-lines";

/** Nothing is known of the run yet: why, and that it is tried again. */
export function RunUnavailable({
  execution,
  problem,
  onRetry,
}: {
  execution: ExecutionRef;
  problem: Problem | null;
  onRetry: () => void;
}) {
  return (
    <div className="flex flex-1 flex-col">
      <h1 className="px-6 pt-6 text-16 font-semibold break-words">
        Execution <span className="mono">{execution.name}</span>
      </h1>
      {problem === null ? (
        <LoadingLines />
      ) : (
        <ErrorPanel problem={problem} note="It is tried again by itself." onRetry={onRetry} />
      )}
    </div>
  );
}
