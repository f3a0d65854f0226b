"use client";

import * as Radix from "radix-ui/tooltip";
import type { ReactElement, ReactNode } from "react";
import { Kbd } from "./kbd";

/** A short explanation on hover and on focus. `children` is one element that takes a ref and props. */
export function Tooltip({
  content,
  shortcut,
  side = "bottom",
  children,
}: {
  content: ReactNode;
  shortcut?: string;
  side?: "top" | "bottom" | "left" | "right";
  children: ReactElement;
}) {
  return (
    <Radix.Provider delayDuration={300} skipDelayDuration={200}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            side={side}
            sideOffset={5}
            collisionPadding={8}
            className="enter z-(--z-toast) max-w-80 rounded-md border border-line bg-over px-2 py-1 text-12 text-text shadow-2"
          >
            <span className="inline-flex flex-wrap items-center gap-2 break-words">
              {content}
              {shortcut !== undefined && <Kbd>{shortcut}</Kbd>}
            </span>
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}
