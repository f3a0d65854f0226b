"use client";

import { ChartGantt, Info, ListTree, TextCursorInput, Workflow } from "lucide-react";
import { useMemo, useState } from "react";
import { useExpansion } from "@/components/execution/use-expansion";
import { Button } from "@/components/ui/button";
import { Segments } from "@/components/ui/segments";
import type { BundleFile } from "@/lib/core/bundle/types";
import { findByPath } from "@/lib/core/graph/walk";
import { BundleHead } from "./bundle-head";
import { BundleSide, type Side } from "./bundle-side";
import { type BundleViewName, BundleViews } from "./bundle-views";
import { useBundle } from "./use-bundle";

const VIEWS = [
  { id: "graph", label: "Graph", icon: <Workflow size={13} /> },
  { id: "timeline", label: "Timeline", icon: <ChartGantt size={13} /> },
  { id: "nodes", label: "Nodes", icon: <ListTree size={13} /> },
] as const;

/** An opened file. Its state is not in the URL, as the file is not. */
export function BundleView({ file, name, onClose }: { file: BundleFile; name: string; onClose: () => void }) {
  const bundle = useBundle(file);
  const [view, setView] = useState<BundleViewName>("graph");
  const [side, setSide] = useState<Side | null>(null);
  const path = side !== null && side.kind === "node" ? side.path : null;
  const selected = useMemo(() => (path === null ? null : findByPath(bundle.tree, path)), [bundle.tree, path]);
  const expansion = useExpansion(bundle.tree, path);
  const select = (next: string | null): void => setSide(next === null ? null : { kind: "node", path: next });
  const turn = (kind: "data" | "file"): void => setSide(side?.kind === kind ? null : { kind });
  return (
    <div className="relative flex min-h-0 flex-1 flex-col md:h-[calc(100dvh-44px)] md:flex-none">
      <BundleHead bundle={bundle} name={name} onClose={onClose} />
      <div className="flex min-h-10.5 flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-line bg-s1 px-4 py-1">
        <Segments label="View" segments={VIEWS} value={view} onChange={setView} />
        <span className="flex-1" />
        <Button
          size="sm"
          icon={<TextCursorInput size={13} />}
          aria-pressed={side?.kind === "data"}
          onClick={() => turn("data")}
        >
          Inputs and outputs
        </Button>
        <Button size="sm" icon={<Info size={13} />} aria-pressed={side?.kind === "file"} onClick={() => turn("file")}>
          About the file
        </Button>
      </div>
      <div className="relative flex min-h-0 flex-1 max-md:min-h-[70dvh]">
        <BundleViews view={view} bundle={bundle} {...expansion} selectedPath={path} onSelect={select} />
        {side !== null && <BundleSide side={side} node={selected} bundle={bundle} onClose={() => setSide(null)} />}
      </div>
    </div>
  );
}
