"use client";

import { X } from "lucide-react";
import * as Radix from "radix-ui/dialog";
import type { ReactNode } from "react";
import { buttonClass } from "./button-class";

/** A modal window: only where work would be lost, or for help. A full-height sheet on a phone. */
export function Dialog({
  title,
  description,
  open,
  onOpenChange,
  children,
}: {
  title: string;
  description?: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
}) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-(--z-modal) bg-scrim" />
        <Radix.Content
          {...(description === undefined && { "aria-describedby": undefined })}
          className="enter fixed top-[12%] left-1/2 z-(--z-modal) flex max-h-[80dvh] w-[min(640px,calc(100vw-24px))] -translate-x-1/2 flex-col rounded-lg border border-line bg-over shadow-3"
        >
          <div className="flex items-center gap-2 border-b border-line px-4 py-2">
            <Radix.Title className="flex-1 font-semibold">{title}</Radix.Title>
            <Radix.Close aria-label="Close" className={buttonClass({ variant: "ghost", size: "sm", square: true })}>
              <X size={14} />
            </Radix.Close>
          </div>
          {description !== undefined && (
            <Radix.Description className="px-4 pt-3 text-text-2">{description}</Radix.Description>
          )}
          <div className="overflow-auto p-4">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
