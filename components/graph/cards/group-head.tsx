"use client";

import type { NodeProps } from "@xyflow/react";
import clsx from "clsx";
import { memo } from "react";
import { PhaseGlyph } from "@/components/shell/phase-glyph";
import { phaseTone } from "@/components/shell/phase-tone";
import { phaseWord } from "@/lib/core/format/phase-word";
import { useFacts, useLook } from "../graph-context";
import { GroupChevron } from "./kind-icon";
import { DIM_CLASS, stressData } from "./node-card";
import { NodeTime } from "./node-time";

/** The head of an open group; its box is drawn on the canvas, below the edges inside it. */
export const GroupHead = memo(function GroupHead({ id, width = 0, height = 0 }: NodeProps) {
  const facts = useFacts(id);
  const look = useLook(id);
  if (facts === undefined) return null;
  const tone = phaseTone(facts.phase);
  const isIdle = tone === "notrun" || tone === "skipped";
  return (
    <div
      aria-hidden="true"
      data-node-id={facts.path}
      data-phase={facts.phase}
      title={facts.name}
      {...stressData(look)}
      className={clsx(
        "flex cursor-pointer items-center gap-1.5 rounded-t-[9px] pr-2.5 pl-2 text-11 [--k:var(--s2)] hover:bg-hover",
        look.isDim && DIM_CLASS,
      )}
      style={{ width, height }}
    >
      <GroupChevron isOpen />
      <PhaseGlyph phase={facts.phase} size={12} />
      <span className={clsx("truncate", isIdle ? "text-text-3" : "font-strong", tone === "skipped" && "line-through")}>
        {facts.name}
      </span>
      <span className="truncate text-text-3">
        {facts.arm === null ? facts.groupText : `${facts.groupText}, ${facts.arm.condition}`}
      </span>
      <span className="ml-auto pl-2 whitespace-nowrap text-text-3 tabular-nums">
        {isIdle ? phaseWord(facts.phase).toLowerCase() : <NodeTime facts={facts} />}
      </span>
    </div>
  );
});
