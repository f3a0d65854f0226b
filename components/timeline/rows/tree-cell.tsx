/* oxlint-disable jsx-a11y/prefer-tag-over-role -- a cell of a treegrid whose rows are drawn only where they show */
import clsx from "clsx";
import { Bell, ChevronRight, Grid3x3, Hand, Rocket } from "lucide-react";
import type { ReactNode } from "react";
import type { NodeLine } from "@/components/nodes/node-lines";
import { PhaseGlyph } from "@/components/shell/phase-glyph";
import { phaseWord } from "@/lib/core/format/phase-word";
import type { TreeNode } from "@/lib/core/graph/tree";

const INDENT_PX = 14;

const KIND_ICON: Partial<Record<TreeNode["kind"], ReactNode>> = {
  array: <Grid3x3 size={11} />,
  gate: <Hand size={11} />,
  failure: <Bell size={11} />,
  launch_plan: <Rocket size={11} />,
};

const FAINT: ReadonlySet<TreeNode["phase"]> = new Set(["skipped", "not_run", "queued"]);

/** Name and phase of a node at its depth in the tree. Nodes of the critical path are strong. */
export function TreeCell({ line: { node, depth, isParent, isOpen }, onPath }: { line: NodeLine; onPath: boolean }) {
  return (
    <span
      role="gridcell"
      className="flex min-w-0 flex-1 items-center gap-1.25 pr-1"
      style={{ paddingLeft: 2 + depth * INDENT_PX }}
    >
      {isParent ? (
        <button
          type="button"
          tabIndex={-1}
          data-toggles={node.path}
          aria-label={`${isOpen ? "Close" : "Open"} ${node.name}`}
          className="grid h-full w-6 shrink-0 place-items-center text-text-3 hover:text-text max-sm:w-11"
        >
          <ChevronRight size={12} className={clsx(isOpen && "rotate-90")} />
        </button>
      ) : (
        <span className="w-6 shrink-0 max-sm:w-11" />
      )}
      <PhaseGlyph phase={node.phase} size={13} className="shrink-0" />
      <span className="sr-only">{phaseWord(node.phase)}</span>
      <span
        className={clsx("truncate", onPath && "font-semibold", FAINT.has(node.phase) && "text-text-3")}
        title={node.name === node.specNodeId ? node.name : `${node.name} (${node.specNodeId})`}
      >
        {node.name}
      </span>
      <span className="shrink-0 text-text-3">{KIND_ICON[node.kind]}</span>
    </span>
  );
}
