import { ChartGantt, Crosshair, Files, ListTree, TextCursorInput, Workflow } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Segments } from "@/components/ui/segments";
import type { NodePhase } from "@/lib/core/phase";
import { PhaseCounts } from "./phase-counts";
import type { Panel, View } from "./use-view-state";

const VIEWS = [
  { id: "graph", label: "Graph", icon: <Workflow size={13} /> },
  { id: "timeline", label: "Timeline", icon: <ChartGantt size={13} /> },
  { id: "nodes", label: "Nodes", icon: <ListTree size={13} /> },
] as const;

/** Views, the search, counts by phase, and what the run was given and produced. */
export function Toolbar({
  view,
  counts,
  isPartial,
  panel,
  path,
  onView,
  onPanel,
  phases,
  onPhases,
  find,
  children,
}: {
  view: View;
  counts: Partial<Record<NodePhase, number>>;
  isPartial: boolean;
  panel: Panel | null;
  path: { isShown: boolean; onShow: (isShown: boolean) => void };
  onView: (view: View) => void;
  onPanel: (panel: Panel | null) => void;
  /** The phases of which nodes are shown alone; none for all. */
  phases: readonly NodePhase[];
  onPhases: (phases: NodePhase[]) => void;
  /** The field that finds nodes. */
  find: ReactNode;
  /** Further verbs at the end. */
  children?: ReactNode;
}) {
  return (
    <div className="flex min-h-10.5 flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line bg-s1 px-4 py-1">
      <Segments label="View" segments={VIEWS} value={view} onChange={onView} />
      {find}
      <PhaseCounts counts={counts} isPartial={isPartial} phases={phases} onPhases={onPhases} />
      <span className="flex-1" />
      {/* The timeline has its own, beside what else it offers. */}
      {view === "graph" && (
        <Button
          size="sm"
          icon={<Crosshair size={13} />}
          aria-pressed={path.isShown}
          onClick={() => path.onShow(!path.isShown)}
        >
          Critical path
        </Button>
      )}
      <Button
        size="sm"
        icon={<TextCursorInput size={13} />}
        aria-pressed={panel === "data"}
        onClick={() => onPanel(panel === "data" ? null : "data")}
      >
        Inputs and outputs
      </Button>
      <Button
        size="sm"
        icon={<Files size={13} />}
        aria-pressed={panel === "files"}
        onClick={() => onPanel(panel === "files" ? null : "files")}
      >
        Artifacts
      </Button>
      {children}
    </div>
  );
}
