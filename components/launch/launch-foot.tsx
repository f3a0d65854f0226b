"use client";

import clsx from "clsx";
import { Play, RotateCcw } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";

/** The one button of the page and, when it cannot be pressed, why. It stays in sight on a phone. */
export function LaunchFoot({
  verb,
  reason,
  isBusy,
  onLaunch,
}: {
  verb: "Launch" | "Relaunch";
  reason: string | null;
  isBusy: boolean;
  onLaunch: () => void;
}) {
  const Icon = verb === "Launch" ? Play : RotateCcw;
  return (
    <div className="sticky bottom-0 flex items-center justify-end gap-3 border-t border-line bg-s1 px-4 py-2.5 md:col-start-2 md:border-l">
      <output className={clsx("mr-auto min-w-0 text-12", isBusy ? "text-text-2" : "text-failed-t")}>{reason}</output>
      <span aria-hidden="true" className="max-md:hidden">
        <Kbd>⌘↵</Kbd>
      </span>
      <Button variant="primary" icon={<Icon size={13} aria-hidden="true" />} disabledReason={reason} onClick={onLaunch}>
        {verb}
      </Button>
    </div>
  );
}
