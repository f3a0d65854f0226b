"use client";

import { useRouter } from "next/navigation";
import * as Radix from "radix-ui/dialog";
import { useRef, useState } from "react";
import { BASE_PATH } from "@/lib/url/paths";
import { useRunInView } from "../use-run-in-view";
import type { PaletteItem } from "./palette-item";
import { PaletteSearch } from "./palette-search";
import { TerminateForm } from "./terminate-form";

/** The palette, open. What a row runs is run after it has closed and the focus is back where it was. */
export function PaletteDialog({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const run = useRunInView();
  const [step, setStep] = useState<"search" | "terminate">("search");
  const [open, setOpen] = useState(true);
  const [before] = useState(() => document.activeElement);
  const afterwards = useRef<(() => void) | null>(null);

  const pick = ({ act }: PaletteItem, inNewTab: boolean): void => {
    if (act.kind === "stay") return act.run();
    if (act.kind === "go" && inNewTab) window.open(`${BASE_PATH}${act.href}`, "_blank", "noopener");
    else if (act.kind === "go") router.push(act.href);
    else afterwards.current = act.run;
    setOpen(false);
  };

  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-(--z-modal) bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            if (before instanceof HTMLElement) before.focus();
            onClose();
            afterwards.current?.();
          }}
          className="enter fixed top-[15%] left-1/2 z-(--z-modal) flex max-h-[70dvh] w-[min(640px,calc(100vw-24px))] -translate-x-1/2 flex-col overflow-hidden rounded-lg border border-line bg-over shadow-3"
        >
          <Radix.Title className="sr-only">Go to or run</Radix.Title>
          {step === "terminate" && run !== null ? (
            <TerminateForm run={run} onDone={() => setOpen(false)} onBack={() => setStep("search")} />
          ) : (
            <PaletteSearch run={run} onPick={pick} onTerminate={() => setStep("terminate")} />
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
