import Link from "next/link";
import { PhaseGlyph } from "@/components/shell/phase-glyph";
import type { EntityRef, ExecutionRef } from "@/lib/core/refs";
import { paths } from "@/lib/url/paths";
import type { SourceRun } from "./use-source-run";

/** "Relaunch train_eta_model from ak9…" or "Launch train_eta_model". */
export function LaunchHead({
  named,
  from,
  source,
}: {
  named: EntityRef | null;
  from: ExecutionRef | null;
  source: SourceRun | null;
}) {
  const verb = from === null ? "Launch" : "Relaunch";
  const shortName = named?.name.split(".").at(-1) ?? "";
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 pl-6.5 md:px-6 md:pl-8.5">
      <h1 title={named?.name} className="min-w-0 text-18 font-semibold tracking-tight break-words">
        {named === null ? `${verb} a workflow` : `${verb} ${shortName}`}
      </h1>
      {named?.kind === "task" && <span className="text-12 text-text-3">single task</span>}
      {from !== null && (
        <span className="flex min-w-0 items-center gap-1.5 text-12 text-text-3">
          from
          {source !== null && <PhaseGlyph phase={source.execution.phase} size={13} />}
          <Link href={paths.execution(from)} className="mono min-w-0 break-all text-accent-text hover:underline">
            {from.name}
          </Link>
        </span>
      )}
    </div>
  );
}
