"use client";

import * as Radix from "radix-ui/popover";
import type { ReactElement, ReactNode } from "react";

/** What floats at a control. `trigger` is one button; `label` names the panel. */
export function Popover({
  trigger,
  label,
  open,
  onOpenChange,
  align = "start",
  children,
}: {
  trigger: ReactElement;
  label: string;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  align?: "start" | "center" | "end";
  children: ReactNode;
}) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="enter z-(--z-pop) max-h-(--radix-popover-content-available-height) w-80 max-w-[calc(100vw-16px)] overflow-auto rounded-lg border border-line bg-over shadow-2"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
