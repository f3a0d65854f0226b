import { problemTitle } from "@/components/shell/problem-words";
import { Band } from "@/components/ui/band";
import { CopyButton } from "@/components/ui/copy-button";
import type { Problem } from "@/lib/core/errors";

/** Says that nothing was started, or that nobody knows. What was entered stands below, untouched. */
export function LaunchProblem({ problem, isUnsure }: { problem: Problem; isUnsure: boolean }) {
  const details = [problem.code, problem.message, problem.requestId ?? ""].filter(Boolean).join("\n");
  return (
    <div className="mb-4 overflow-hidden rounded-lg">
      <Band tone="failed" role="alert" action={<CopyButton text={details} what="details" />}>
        <p className="font-semibold">
          {problem.code === "invalid" ? "Flyte refused the launch" : problemTitle(problem.code)}
        </p>
        <p className="break-words">{problem.message}</p>
        <p className="text-12 text-text-2">
          {isUnsure
            ? "It is not known whether the run has started: look at the list of executions before you launch again."
            : "Nothing was started."}{" "}
          <span className="mono">
            {problem.code}
            {problem.requestId === null ? "" : ` · request ${problem.requestId}`}
          </span>
        </p>
      </Band>
    </div>
  );
}
