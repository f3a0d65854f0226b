import { FileArchive } from "lucide-react";
import { ErrorText } from "@/components/execution/error-text";
import { executionTitle } from "@/components/execution/short-name";
import { Moment } from "@/components/shell/moment";
import { PhaseLabel } from "@/components/shell/phase-label";
import { useZone } from "@/components/shell/zone";
import { Band } from "@/components/ui/band";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { formatDuration } from "@/lib/core/format/duration";
import { formatExactMoment } from "@/lib/core/format/moment";
import { phaseWord } from "@/lib/core/format/phase-word";
import { runWindow } from "@/lib/core/time/run-window";
import { missingParts } from "./missing-parts";
import type { OpenBundle } from "./use-bundle";

/** What the run was, and that it comes from a file. */
export function BundleHead({ bundle, name, onClose }: { bundle: OpenBundle; name: string; onClose: () => void }) {
  const { execution, ended, savedAtMs, savedFrom, gaps } = bundle;
  const zone = useZone();
  const { ref, phase, error } = execution;
  const { fromMs, toMs } = runWindow(execution, savedAtMs);
  return (
    <>
      <section aria-label="Where this run is from">
        <Band
          tone="info"
          icon={<FileArchive size={14} aria-hidden="true" className="text-text-2" />}
          action={
            <Button size="sm" onClick={onClose}>
              Close the file
            </Button>
          }
        >
          <span className="font-semibold">{`From a file, saved at ${formatExactMoment(savedAtMs, zone)}`}</span>
          {` from ${savedFrom === "" ? "an unknown place" : savedFrom}: ${name}. Nothing here is live.`}
          {gaps.length > 0 && ` ${missingParts(gaps.length)}, as “About the file” tells.`}
        </Band>
      </section>
      <div className="flex flex-col gap-1.5 border-b border-line bg-s1 px-4 py-2">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <PhaseLabel
            phase={phase}
            size={16}
            text={ended ? undefined : `Was ${phaseWord(phase).toLowerCase()}`}
            className="text-14"
          />
          <h1 className="min-w-0 text-16 font-semibold tracking-tight break-words">{executionTitle(execution)}</h1>
          <span className="inline-flex min-w-0 items-center gap-1">
            <span className="mono min-w-0 break-all text-text-2">{ref.name}</span>
            <CopyButton text={ref.name} what="execution name" />
          </span>
        </div>
        <p className="flex flex-wrap gap-x-4 text-12 text-text-2">
          <span>{`${ref.project} / ${ref.domain}`}</span>
          <span>
            Started <Moment ms={execution.startedMs ?? execution.createdMs} />
          </span>
          <span>{`${ended ? "took" : "had run for"} ${formatDuration(toMs - fromMs)}`}</span>
          {execution.workflow !== null && <span className="mono break-all">{execution.workflow.version}</span>}
        </p>
        {error !== null && <ErrorText label="Error message" text={error.message} className="max-h-32 text-11" />}
      </div>
    </>
  );
}
