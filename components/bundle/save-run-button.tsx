"use client";

import { useQueryClient } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { encodeBundle } from "@/lib/core/bundle/encode-bundle";
import type { RunBundle } from "@/lib/core/bundle/types";
import { formatBytes } from "@/lib/core/format/bytes";
import { formatCount } from "@/lib/core/format/count";
import { type CollectSource, collectBundle } from "./collect-bundle";
import { missingParts } from "./missing-parts";

type State =
  | { step: "asking" }
  | { step: "reading"; done: number; total: number }
  | { step: "saved"; bytes: number; gaps: number }
  | { step: "failed" };

/** Saves a run as one file, after a word on what is in it. */
export function SaveRunButton(source: CollectSource) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" icon={<Download size={13} />} onClick={() => setOpen(true)}>
        Save as file…
      </Button>
      {open && <SaveDialog source={source} onClose={() => setOpen(false)} />}
    </>
  );
}

function SaveDialog({ source, onClose }: { source: CollectSource; onClose: () => void }) {
  const queries = useQueryClient();
  const [state, setState] = useState<State>({ step: "asking" });
  const stopped = useRef(false);
  const save = async (): Promise<void> => {
    try {
      const bundle = await collectBundle(source, {
        queries,
        savedFrom: location.origin,
        nowMs: () => Date.now(),
        onProgress: (progress) => setState({ step: "reading", ...progress }),
        isStopped: () => stopped.current,
      });
      if (bundle === null) return;
      setState({ step: "saved", bytes: await download(bundle), gaps: bundle.gaps.length });
    } catch {
      // Everything that the server refuses is a gap: what is left is a browser without memory or compression.
      setState({ step: "failed" });
    }
  };
  const close = (): void => {
    stopped.current = true;
    onClose();
  };
  return (
    <Dialog title={`Save ${source.execution.ref.name} as a file`} open onOpenChange={(isOpen) => !isOpen && close()}>
      <div className="flex flex-col gap-3">
        <p className="font-semibold">Inputs may hold secrets.</p>
        <p className="text-text-2">
          The file holds inputs and outputs, environment variables, labels, error messages and log links of this run and
          its nodes, as Flyte knows them. Whoever has the file can read all of it.
        </p>
        <output className="text-text-2">{sentence(state)}</output>
        {state.step === "reading" && (
          <progress aria-label="Read" value={state.done} max={state.total} className="w-full accent-accent" />
        )}
        <div className="flex justify-end gap-2">
          <Button variant="ghost" onClick={close}>
            {state.step === "saved" ? "Close" : "Cancel"}
          </Button>
          {state.step !== "saved" && (
            <Button
              variant="primary"
              disabledReason={state.step === "reading" ? "The run is being read" : null}
              onClick={() => void save()}
            >
              Save the file
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  );
}

function sentence(state: State): string {
  switch (state.step) {
    case "asking":
      return "It opens on any Contrail, without a connection to this Flyte.";
    case "reading":
      return `${formatCount(state.done)} of ${formatCount(state.total)} parts read`;
    case "failed":
      return "The file could not be made: this browser refused.";
    case "saved":
      return `Saved, ${formatBytes(state.bytes)}. ${state.gaps === 0 ? "Nothing is missing." : `${missingParts(state.gaps)}; the file says which.`}`;
  }
}

async function download(bundle: RunBundle): Promise<number> {
  const bytes = await encodeBundle(bundle);
  const url = URL.createObjectURL(new Blob([bytes], { type: "application/gzip" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${bundle.execution.ref.name}.contrail-run.gz`;
  link.click();
  URL.revokeObjectURL(url);
  return bytes.byteLength;
}
