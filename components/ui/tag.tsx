import clsx from "clsx";
import type { ReactNode } from "react";

/** A small word beside a name. Never a phase: a phase is a glyph and a word. */
export function Tag({
  children,
  outlined = false,
  title,
}: {
  children: ReactNode;
  outlined?: boolean;
  title?: string;
}) {
  return (
    <span
      title={title}
      className={clsx(
        "inline-flex h-4.5 max-w-full items-center gap-1 rounded-sm px-1.25 text-11 font-medium whitespace-nowrap text-text-2",
        outlined ? "border border-line-2" : "bg-s2",
      )}
    >
      {children}
    </span>
  );
}
