"use client";

import type { NodeProps } from "@xyflow/react";
import clsx from "clsx";
import { Check } from "lucide-react";
import { memo, type ReactNode } from "react";
import { PhaseGlyph } from "@/components/shell/phase-glyph";
import { type PhaseTone, phaseClasses, phaseTone } from "@/components/shell/phase-tone";
import type { NodePhase } from "@/lib/core/phase";
import type { Look } from "../facts-store";
import { useFacts, useLook } from "../graph-context";
import type { NodeFacts } from "../node-facts";
import { pathText } from "../path-text";
import { CountsBar } from "./counts-bar";
import { GroupChevron, KindIcon } from "./kind-icon";
import { NodeTime } from "./node-time";

/** Border and ground by phase: dashes and hatches say what colour alone must not. */
const LOOK: Record<PhaseTone, string> = {
  queued: "border border-dashed border-line-3 bg-s1",
  running: "border-[1.5px] border-running bg-s1 shadow-1",
  succeeded: "border border-line-2 bg-s1 shadow-1",
  failed: "border-[1.75px] border-failed bg-failed-s shadow-1 [--k:var(--failed-s)]",
  aborted: "border border-dashed border-aborted bg-s1",
  timedout: "border-[1.75px] border-timedout bg-timedout-s shadow-1 [--k:var(--timedout-s)]",
  paused: "border-[1.75px] border-paused bg-paused-s shadow-1 [--k:var(--paused-s)]",
  cached:
    "border border-line-2 shadow-1 [background:repeating-linear-gradient(135deg,var(--s1)_0_6px,var(--cached-s)_6px_8px)]",
  recovered:
    "border border-line-2 shadow-1 [background:repeating-linear-gradient(135deg,var(--s1)_0_6px,var(--recovered-s)_6px_8px)]",
  skipped: "border border-dashed border-line-2 bg-bg text-text-3",
  notrun: "border border-dotted border-line-3 bg-bg text-text-3",
  unknown: "border border-line-2 bg-s1",
};

/** Phases whose border says more than that the node is on the critical path. */
const OWN_BORDER: ReadonlySet<PhaseTone> = new Set(["running", "failed", "timedout", "paused"]);

/** What a search or a filter leaves out: greys that still can be read, the glyph faint. */
export const DIM_CLASS = "bg-bg! bg-none! shadow-none! border-line-2! [&_*]:text-text-3! [&_svg]:opacity-40";

/** Phases that ask for a person: their second line is in the colour of the phase. */
const LOUD: ReadonlySet<PhaseTone> = new Set(["failed", "timedout", "paused"]);

/**
 * A node that is not an open group. It reads its facts itself, so a status repaints this card only; its size comes from
 * the layout, and a second line that only an error brings hangs below it instead of moving anything. Hidden from assistive
 * technology: the outline beside the drawing says the same in words.
 */
export const NodeCard = memo(function NodeCard({ id, width = 0, height = 0 }: NodeProps) {
  const facts = useFacts(id);
  const look = useLook(id);
  if (facts === undefined) return null;
  const line = secondLine(facts);
  const hangs = line !== null && height < 40;
  return (
    <div
      aria-hidden="true"
      data-node-id={facts.path}
      data-phase={facts.phase}
      {...stressData(look)}
      title={titleOf(facts, look)}
      className={clsx(
        "flex cursor-pointer flex-col justify-center gap-0.5 rounded-card px-2 text-left text-[12.25px] outline-offset-2",
        LOOK[phaseTone(facts.phase)],
        stressClass(look, phaseTone(facts.phase)),
        hangs && "py-[5px]",
      )}
      style={{ width, minHeight: height }}
    >
      <FirstLine facts={facts} />
      {line !== null && <SecondLine loudAs={facts.note === null ? null : facts.phase}>{line}</SecondLine>}
    </div>
  );
});

/** What is stressed, for style sheets and for whoever looks at the page from outside. */
export const stressData = ({ isDim, isCritical }: Look) => ({
  ...(isDim && { "data-dim": "" }),
  ...(isCritical && { "data-critical": "" }),
});

function stressClass({ isCritical, isDim, isSelected, isFocused, isCurrentMatch }: Look, tone: PhaseTone): string {
  return clsx(
    isCritical && !OWN_BORDER.has(tone) && "border-[1.75px]! border-solid! border-ink!",
    isDim && DIM_CLASS,
    (isSelected || isFocused || isCurrentMatch) && "outline-2 outline-accent",
    isCurrentMatch && "ring-4 ring-accent-soft",
  );
}

function FirstLine({ facts }: { facts: NodeFacts }) {
  const tone = phaseTone(facts.phase);
  return (
    <span className="flex items-center gap-1.5 leading-4">
      {facts.groupText !== "" && <GroupChevron isOpen={false} />}
      <PhaseGlyph phase={facts.phase} size={14} />
      <span
        className={clsx(
          "min-w-0 flex-1 truncate",
          tone === "notrun" ? "font-normal" : "font-strong",
          tone === "skipped" && "line-through decoration-line-3",
        )}
      >
        {facts.name}
      </span>
      <KindIcon kind={facts.kind} isSleep={facts.note?.startsWith("sleeps") === true} />
      <span className="text-[11px] text-text-3 tabular-nums">
        <NodeTime facts={facts} />
      </span>
    </span>
  );
}

function SecondLine({ loudAs, children }: { loudAs: NodePhase | null; children: ReactNode }) {
  return (
    <span
      className={clsx(
        "flex items-center gap-1.5 overflow-hidden pl-5 text-[11px] leading-[14px] whitespace-nowrap",
        loudAs !== null && LOUD.has(phaseTone(loudAs)) ? [phaseClasses(loudAs).word, "font-medium"] : "text-text-3",
      )}
    >
      {children}
    </span>
  );
}

function secondLine(facts: NodeFacts): ReactNode {
  if (facts.note !== null) return <span className="truncate">{facts.note}</span>;
  if (facts.arm !== null) {
    return (
      <>
        {facts.arm.choice === "taken" && (
          <span className="inline-flex items-center gap-0.5 font-strong text-text">
            <Check size={11} strokeWidth={2.5} aria-hidden="true" /> taken
          </span>
        )}
        <span className="truncate">{facts.arm.condition}</span>
      </>
    );
  }
  if (facts.counts !== null) return <CountsBar counts={facts.counts} />;
  return facts.kind === "array" ? <span>map task</span> : null;
}

/** What is cut on the card, in full on hover. */
const titleOf = ({ name, arm, note, groupText }: NodeFacts, look: Look): string =>
  [name, groupText, arm?.condition, note, pathText(look)].filter(Boolean).join("\n");
