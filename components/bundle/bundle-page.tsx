"use client";

import { FolderInput } from "lucide-react";
import dynamic from "next/dynamic";
import { type DragEvent, useRef, useState } from "react";
import { Band } from "@/components/ui/band";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { BundleFile } from "@/lib/core/bundle/types";
import { openFile } from "./open-file";

const BundleView = dynamic(() => import("./bundle-view").then((module) => module.BundleView), { ssr: false });

type State =
  | { step: "empty" }
  | { step: "reading"; name: string }
  | { step: "refused"; name: string; message: string }
  | { step: "open"; turn: number; name: string; file: BundleFile };

/** A run from a file: dropped anywhere on the page or picked. Nothing of it leaves the browser. */
export function BundlePage() {
  const [state, setState] = useState<State>({ step: "empty" });
  const latest = useRef(0);
  const open = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    const turn = ++latest.current;
    setState({ step: "reading", name: file.name });
    const opened = await openFile(file);
    // A file that was dropped meanwhile counts.
    if (turn !== latest.current) return;
    if (opened.ok) setState({ step: "open", turn, name: file.name, file: opened.file });
    else setState({ step: "refused", name: file.name, message: opened.message });
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    void open(event.dataTransfer.files[0]);
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- dropping is a shortcut for the button inside
    <div
      role="presentation"
      className="flex min-h-0 flex-1 flex-col"
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
    >
      {state.step === "refused" && (
        <Band tone="failed" role="alert">
          <span className="font-semibold">{`${state.name} cannot be opened.`}</span> {state.message}
        </Band>
      )}
      {state.step === "open" ? (
        <BundleView key={state.turn} file={state.file} name={state.name} onClose={() => setState({ step: "empty" })} />
      ) : (
        <div className="flex flex-1 items-start justify-center max-sm:justify-start">
          <PickFile isReading={state.step === "reading" ? state.name : null} onPick={(file) => void open(file)} />
        </div>
      )}
    </div>
  );
}

function PickFile({ isReading, onPick }: { isReading: string | null; onPick: (file: File | undefined) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div>
      <h1 className="sr-only">Run from a file</h1>
      <EmptyState
        icon={<FolderInput size={18} aria-hidden="true" />}
        title="Drop a saved run here"
        text="“Save as file…” on the page of an execution makes one. It is opened in this browser and sent nowhere."
      >
        <Button
          variant="primary"
          disabledReason={isReading === null ? null : "The file is being read"}
          onClick={() => input.current?.click()}
        >
          Choose a file
        </Button>
        <input
          ref={input}
          type="file"
          aria-label="File of a saved run"
          accept=".gz"
          hidden
          onChange={(event) => onPick(event.target.files?.[0])}
        />
        <output className="text-text-2">{isReading === null ? "" : `Reading ${isReading}`}</output>
      </EmptyState>
    </div>
  );
}
