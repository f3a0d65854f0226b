"use client";

import { memo } from "react";
import { formatDuration } from "@/lib/core/format/duration";
import { phaseWord } from "@/lib/core/format/phase-word";
import type { Look } from "../facts-store";
import { useFacts, useLook } from "../graph-context";
import type { NodeFacts } from "../node-facts";
import { pathText } from "../path-text";
import type { OutlineItem } from "./outline";

/** A node in words: name, phase, and what its card says beside them. Keys and clicks are the outline's. */
export const OutlineItemView = memo(function OutlineItemView({
  item,
  isTabStop,
  isSelected,
  inflow,
}: {
  item: OutlineItem;
  isTabStop: boolean;
  isSelected: boolean;
  /** What flows in along the edges, in words; empty for none. */
  inflow: string;
}) {
  const facts = useFacts(item.path);
  const look = useLook(item.path);
  if (facts === undefined) return null;
  return (
    <div
      role="treeitem"
      tabIndex={isTabStop ? 0 : -1}
      aria-level={item.level}
      aria-posinset={item.position}
      aria-setsize={item.setSize}
      aria-expanded={item.isExpanded ?? undefined}
      aria-selected={isSelected}
      data-node-id={facts.path}
      data-phase={facts.phase}
    >
      {[wordsOf(facts, look), inflow].filter(Boolean).join(", ")}
    </div>
  );
});

const wordsOf = ({ name, phase, groupText, arm, note, durationMs }: NodeFacts, look: Look): string =>
  [
    name,
    phaseWord(phase),
    groupText,
    arm === null ? "" : `${arm.choice === "taken" ? "taken: " : ""}${arm.condition}`,
    note ?? "",
    durationMs === null ? "" : formatDuration(durationMs),
    pathText(look),
    look.isDim ? "outside the filter" : "",
  ]
    .filter(Boolean)
    .join(", ");
