import type { ReactNode } from "react";

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="rounded-sm border border-line bg-s2 px-1 font-sans text-10 font-medium text-text-2">{children}</kbd>
  );
}
