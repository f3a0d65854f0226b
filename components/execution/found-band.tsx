import { Button } from "@/components/ui/button";
import { formatCount } from "@/lib/core/format/count";
import type { FoundNodes } from "@/lib/core/graph/match-nodes";

/** Above rows that are not all: how many there are, and the way back to all of them. */
export function FoundBand({ found, onShowAll }: { found: FoundNodes; onShowAll: () => void }) {
  return (
    <div className="flex min-h-8 items-center gap-3 border-b border-line bg-s2 px-4 py-1 text-12 text-text-2">
      <output>{foundText(found)}</output>
      <Button size="sm" onClick={onShowAll}>
        Show all
      </Button>
    </div>
  );
}

function foundText({ nodes, ofNodes, groups }: FoundNodes): string {
  const matched = `${formatCount(nodes)} of ${formatCount(ofNodes)} nodes match`;
  return groups === 0 ? matched : `${matched}, and ${formatCount(groups)} ${groups === 1 ? "group" : "groups"}`;
}
