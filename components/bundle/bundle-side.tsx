import { X } from "lucide-react";
import { SIDE_CLASS } from "@/components/execution/side-class";
import { IconButton } from "@/components/ui/icon-button";
import type { TreeNode } from "@/lib/core/graph/tree";
import { BundleContents } from "./bundle-contents";
import { BundleData } from "./bundle-data";
import { BundleNode } from "./bundle-node";
import type { OpenBundle } from "./use-bundle";

/** What stands beside the views: a node, the values of the run, or what the file holds. */
export type Side = { kind: "node"; path: string } | { kind: "data" } | { kind: "file" };

export function BundleSide({
  side,
  node,
  bundle,
  onClose,
}: {
  side: Side;
  node: TreeNode | null;
  bundle: OpenBundle;
  onClose: () => void;
}) {
  const title = titleOf(side, node);
  return (
    <section aria-label={title} className={SIDE_CLASS}>
      <div className="flex min-h-10.5 items-center gap-2 border-b border-line px-3">
        <h2 className="min-w-0 flex-1 truncate font-semibold" title={title}>
          {title}
        </h2>
        <IconButton label="Close" icon={<X size={14} />} onClick={onClose} />
      </div>
      <div className="min-h-0 flex-1 overflow-auto">
        {side.kind === "data" && <BundleData data={bundle.data} ended={bundle.ended} graph={bundle.graph} />}
        {side.kind === "file" && <BundleContents bundle={bundle} />}
        {side.kind === "node" && node !== null && <BundleNode node={node} bundle={bundle} />}
        {side.kind === "node" && node === null && <p className="p-3 text-text-2">The file has no such node.</p>}
      </div>
    </section>
  );
}

function titleOf(side: Side, node: TreeNode | null): string {
  if (side.kind === "data") return "Inputs and outputs of the run";
  return side.kind === "file" ? "About the file" : (node?.name ?? side.path);
}
