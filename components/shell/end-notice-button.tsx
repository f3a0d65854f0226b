"use client";

import { Bell, BellOff, BellRing } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { type EndNotice, useEndNotification } from "@/lib/client/tab-sign/use-end-notification";
import { type ExecutionPhase, isTerminalExecution } from "@/lib/core/phase";
import type { ExecutionRef } from "@/lib/core/refs";

const WORDS: Record<Exclude<EndNotice, "unsupported">, string> = {
  off: "Notify me when this run ends, only while a tab is open on it",
  on: "You are notified when this run ends, only while a tab is open on it. Press to stop",
  blocked: "This browser blocks notifications of this site",
};
const ICONS = { off: Bell, on: BellRing, blocked: BellOff } as const;

/** Opts in to a notification at the end of a run. Nothing is shown of a run that has ended, or where there can be none. */
export function EndNoticeButton({ run, phase, title }: { run: ExecutionRef; phase: ExecutionPhase; title: string }) {
  const { state, toggle } = useEndNotification({ run, phase, title });
  if (state === "unsupported" || isTerminalExecution(phase)) return null;
  const Icon = ICONS[state];
  return (
    <IconButton
      label={WORDS[state]}
      icon={<Icon size={14} />}
      aria-pressed={state === "on"}
      aria-disabled={state === "blocked" || undefined}
      onClick={() => void (state === "blocked" ? undefined : toggle())}
    />
  );
}
