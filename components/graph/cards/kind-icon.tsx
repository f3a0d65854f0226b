import { ArrowUpRight, Bell, ChevronRight, Grid3x3, Hand, Timer } from "lucide-react";
import type { NodeFacts } from "../node-facts";

/** The sign of what a node is, where it is not a plain task. */
export function KindIcon({ kind, isSleep }: { kind: NodeFacts["kind"]; isSleep: boolean }) {
  const look = { size: 12, strokeWidth: 2, className: "text-text-3", "aria-hidden": true } as const;
  switch (kind) {
    case "array":
      return <Grid3x3 {...look} />;
    case "gate":
      return isSleep ? <Timer {...look} /> : <Hand {...look} />;
    case "failure":
      return <Bell {...look} />;
    case "launch_plan":
      return <ArrowUpRight {...look} />;
    case "task":
    case "sub_workflow":
    case "branch":
    case "dynamic":
    case "unknown":
      return null;
  }
}

/** Opens and closes a group; the pane's click handler finds it by `data-toggle`. */
export function GroupChevron({ isOpen }: { isOpen: boolean }) {
  return (
    <span data-toggle="" className="-m-1 cursor-pointer rounded-sm p-1 text-text-3 hover:bg-press hover:text-text">
      <ChevronRight size={12} strokeWidth={2} aria-hidden="true" className={isOpen ? "rotate-90" : undefined} />
    </span>
  );
}
