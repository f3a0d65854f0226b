"use client";

import { useState } from "react";
import type { TreeNode } from "@/lib/core/graph/tree";
import { walkTree } from "@/lib/core/graph/walk";
import { readPalette } from "./drawing/palette";
import { pngOf, saveFile } from "./export-file";
import { graphSvg } from "./export-svg";
import type { FactsStore } from "./facts-store";
import type { Geometry } from "./geometry";
import { GraphMenu } from "./graph-menu";
import { isGroup } from "./node-facts";

/** Open and close all groups, and pictures of the graph as it is open now. */
export function WholeGraph({
  tree,
  geometry,
  store,
  expanded,
  onExpand,
}: {
  tree: readonly TreeNode[];
  geometry: Geometry;
  store: FactsStore;
  expanded: ReadonlySet<string>;
  onExpand?: (paths: ReadonlySet<string>) => void;
}) {
  const [problem, setProblem] = useState<string | null>(null);
  const svg = () => graphSvg(geometry, store, readPalette(document.documentElement));
  const onSaveSvg = () => saveFile(new Blob([svg()], { type: "image/svg+xml" }), "graph.svg");
  const onSavePng = () => {
    setProblem(null);
    pngOf(svg(), geometry.width + 48, geometry.height + 48).then(
      (blob) => saveFile(blob, "graph.png"),
      () => setProblem("The browser could not draw this graph as PNG; SVG has no limit."),
    );
  };
  const canOpen = onExpand !== undefined && tree.some(isGroup);
  return (
    <>
      <GraphMenu
        onOpenAll={canOpen ? () => onExpand(allGroups(tree)) : null}
        onCloseAll={canOpen && expanded.size > 0 ? () => onExpand(new Set()) : null}
        onSavePng={onSavePng}
        onSaveSvg={onSaveSvg}
      />
      {problem !== null && (
        <output className="absolute top-7 right-12 rounded-md border border-line bg-over px-2 py-1 text-12">
          {problem}
        </output>
      )}
    </>
  );
}

function allGroups(tree: readonly TreeNode[]): Set<string> {
  const paths = new Set<string>();
  for (const node of walkTree(tree)) if (isGroup(node)) paths.add(node.path);
  return paths;
}
