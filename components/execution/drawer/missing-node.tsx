"use client";

import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { IconButton } from "@/components/ui/icon-button";
import { problemOf } from "@/lib/client/fetch-json";
import { nodeRowQuery } from "@/lib/client/queries/node-row";
import type { ExecutionRef } from "@/lib/core/refs";
import { SIDE_CLASS } from "../side-class";

/**
 * A node that the tree does not hold. Flyte is asked by its id: it may be in a group that was not read yet, or not exist.
 * `isLoading`: the tree is on its way. `isComplete`: all groups were read, so a path that is not in the tree does not exist.
 */
export function MissingNode({
  execution,
  id,
  isLoading,
  isComplete,
  onClose,
}: {
  execution: ExecutionRef;
  id: string;
  isLoading: boolean;
  isComplete: boolean;
  onClose: () => void;
}) {
  // A path of spec node ids is nothing that Flyte could be asked for.
  const isUniqueId = !id.includes("/");
  const { error } = useQuery({ ...nodeRowQuery({ execution, nodeId: id }, null), enabled: isUniqueId && !isLoading });
  const isNotFound = isComplete || (error !== null && problemOf(error).code === "not_found");
  return (
    <aside aria-label="Node" className={SIDE_CLASS}>
      <div className="flex min-h-10.5 items-center gap-2 border-b border-line px-3">
        <h2 className="min-w-0 flex-1 font-semibold">{isNotFound ? "Node not found" : "Looking for the node…"}</h2>
        <IconButton label="Close" shortcut="Esc" icon={<X size={14} />} onClick={onClose} />
      </div>
      <p className="p-3 break-words text-text-2">
        {isNotFound ? "This execution has no node " : "Not among the nodes that were read so far: "}
        <span className="mono font-strong break-all text-text">{id}</span>.
      </p>
    </aside>
  );
}
