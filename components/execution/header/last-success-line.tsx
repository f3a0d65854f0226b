"use client";

import { useQuery } from "@tanstack/react-query";
import { GitCompareArrows } from "lucide-react";
import Link from "next/link";
import { LinkButton } from "@/components/ui/link-button";
import { Popover } from "@/components/ui/popover";
import { lastSuccessQuery } from "@/lib/client/queries/history";
import type { Execution } from "@/lib/core/execution";
import { formatDuration } from "@/lib/core/format/duration";
import type { LastSuccess } from "@/lib/core/history/types";
import { paths } from "@/lib/url/paths";
import { differenceWords } from "./difference-words";
import { Differences } from "./differences";

const ONE_MINUTE_MS = 60_000;

/** The last success of what a run launched, and what the run does differently. Nothing while it is not known. */
export function LastSuccessLine({ execution, names }: { execution: Execution; names: ReadonlyMap<string, string> }) {
  const { data, isError } = useQuery(lastSuccessQuery(execution.ref, true));
  if (isError) return <p className="text-12 text-text-3">The last success could not be read.</p>;
  if (data === undefined) return null;
  if (data === null) return <p className="text-12 text-text-2">It never succeeded before.</p>;
  return <Found execution={execution} success={data} names={names} />;
}

function Found({
  execution,
  success,
  names,
}: {
  execution: Execution;
  success: LastSuccess;
  names: ReadonlyMap<string, string>;
}) {
  const { ref } = success.execution;
  const words = differenceWords(success);
  return (
    <div className="flex flex-wrap items-center gap-x-2 text-12">
      <span className="text-text-2">
        {"Last success "}
        <Link prefetch={false} href={paths.execution(ref)} className="mono text-accent-text hover:underline">
          {ref.name}
        </Link>
        {earlierText(execution, success.execution)}
        {words === "" && ", nothing that Flyte tells differs"}
      </span>
      {words !== "" && (
        <Popover
          label="What differs from the last success"
          trigger={
            <button type="button" className="min-h-6 text-left hover:underline max-sm:min-h-11">
              <span className="text-text-2">differs in </span>
              <strong className="font-semibold">{words}</strong>
            </button>
          }
        >
          <div className="p-3">
            <Differences success={success} names={names} />
          </div>
        </Popover>
      )}
      <LinkButton
        size="sm"
        prefetch={false}
        href={paths.compare([ref, execution.ref])}
        icon={<GitCompareArrows size={13} />}
      >
        Compare with it
      </LinkButton>
    </div>
  );
}

/** ", 2h 10m earlier", by when the two were created. */
function earlierText(execution: Execution, success: Execution): string {
  if (execution.createdMs === null || success.createdMs === null) return "";
  const ms = execution.createdMs - success.createdMs;
  return ms < ONE_MINUTE_MS ? ", under a minute earlier" : `, ${formatDuration(ms)} earlier`;
}
