"use client";

import { useEffect, useRef, useState } from "react";
import type { Execution } from "@/lib/core/execution";
import { formatCount } from "@/lib/core/format/count";
import { phaseWord } from "@/lib/core/format/phase-word";
import { countDone } from "@/lib/core/graph/count-phases";
import type { TreeNode } from "@/lib/core/graph/tree";
import { isTerminalExecution } from "@/lib/core/phase";

/** A screen reader hears how far the run is at most this often. */
const QUIET_MS = 10_000;

/** Tells by ear how far the run is, and at once when it ends. */
export function RunAnnouncer({
  execution,
  tree,
  failure,
}: {
  execution: Execution;
  tree: readonly TreeNode[];
  failure: TreeNode | null;
}) {
  const { done, ofTotal } = countDone(tree);
  const ended = isTerminalExecution(execution.phase);
  const first = failure === null ? "" : `, first failure: ${failure.name}`;
  const text = `${phaseWord(execution.phase)}, ${formatCount(done)} of ${formatCount(ofTotal)} nodes done${first}`;
  const [said, setSaid] = useState("");
  const lastMs = useRef(0);
  // A timer: the words are the newest at the moment they are said.
  useEffect(() => {
    const waitMs = ended ? 0 : Math.max(0, lastMs.current + QUIET_MS - Date.now());
    const timer = setTimeout(() => {
      lastMs.current = Date.now();
      setSaid(text);
    }, waitMs);
    return () => clearTimeout(timer);
  }, [text, ended]);
  return (
    <p aria-live="polite" className="sr-only">
      {said}
    </p>
  );
}
