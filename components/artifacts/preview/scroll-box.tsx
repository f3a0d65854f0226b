import type { ReactNode } from "react";

/** A named part of a preview that scrolls inside itself, in both directions, and by the keyboard too. */
export function ScrollBox({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- without it the keyboard cannot scroll
      tabIndex={0}
      aria-label={label}
      className="max-h-120 overflow-auto rounded-md border border-line bg-s1 [&>div]:overflow-x-visible"
    >
      {children}
    </section>
  );
}
