"use client";

import { Maximize2 } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { useHydrated } from "@/components/shell/use-hydrated";
import { Button } from "@/components/ui/button";

/** Its children, and a button that gives them the whole screen where the browser can; Escape ends it. */
export function FullScreen({ what, className, children }: { what: string; className?: string; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const isHydrated = useHydrated();
  const canFill = isHydrated && document.fullscreenEnabled;
  // A browser may refuse; then everything stays as it is.
  const fill = (): void => void box.current?.requestFullscreen().catch(() => undefined);
  return (
    <div ref={box} className={className ?? "overflow-auto bg-inset"}>
      {canFill && (
        <p className="px-3 pt-1.5">
          <Button size="sm" variant="ghost" icon={<Maximize2 size={13} />} onClick={fill}>
            {`Full screen ${what}`}
          </Button>
        </p>
      )}
      {children}
    </div>
  );
}
