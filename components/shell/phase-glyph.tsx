import clsx from "clsx";
import type { ReactNode } from "react";
import type { Phase } from "@/lib/core/phase";
import { type PhaseTone, phaseClasses, phaseTone } from "./phase-tone";

/** Strokes in the colour of the surface behind; a card or row with a soft ground sets `--k`. */
function Cut({ d, width = 1.9 }: { d: string; width?: number }) {
  return (
    <path
      d={d}
      fill="none"
      stroke="var(--k, var(--s1))"
      strokeWidth={width}
      strokeLinecap="round"
      strokeLinejoin="round"
    />
  );
}

function Line({ d, width = 1.7 }: { d: string; width?: number }) {
  return (
    <path d={d} fill="none" stroke="currentColor" strokeWidth={width} strokeLinecap="round" strokeLinejoin="round" />
  );
}

function Ring({
  radius,
  width,
  dash,
  faint = false,
}: {
  radius: number;
  width: number;
  dash?: string;
  faint?: boolean;
}) {
  return (
    <circle
      cx="8"
      cy="8"
      r={radius}
      fill="none"
      stroke="currentColor"
      strokeWidth={width}
      strokeDasharray={dash}
      strokeLinecap={dash === DOTS ? "round" : undefined}
      opacity={faint ? 0.32 : undefined}
    />
  );
}

const DOTS = "1 2.15";

const DISC = <circle cx="8" cy="8" r="6.8" fill="currentColor" />;

/** An unfinished ring with a third that turns. In the colour of its goal it says failing, succeeding or aborting. */
const TURNING = (
  <>
    <Ring radius={5.8} width={1.8} faint />
    <path
      className="origin-[8px_8px] animate-spin"
      d="M8 2.2A5.8 5.8 0 0 1 13.02 10.9"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.2"
      strokeLinecap="round"
    />
    <circle cx="8" cy="8" r="2" fill="currentColor" />
  </>
);

const DRAWING: Record<PhaseTone, ReactNode> = {
  queued: <Ring radius={5.6} width={1.7} dash="2.3 2.1" />,
  running: TURNING,
  succeeded: (
    <>
      {DISC}
      <Cut d="M5 8.3 7.1 10.4 11 6" />
    </>
  ),
  failed: (
    <>
      <rect x="1.6" y="1.6" width="12.8" height="12.8" rx="3" fill="currentColor" />
      <Cut d="M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2" width={2} />
    </>
  ),
  aborted: (
    <>
      <Ring radius={5.9} width={1.7} />
      <rect x="5.4" y="5.4" width="5.2" height="5.2" rx="1" fill="currentColor" />
    </>
  ),
  timedout: (
    <>
      <circle cx="8" cy="8.6" r="6.2" fill="currentColor" />
      <Line d="M6.2 1.2h3.6" width={1.8} />
      <Cut d="M8 5.4v3.4l2.2 1.5" width={1.7} />
    </>
  ),
  paused: (
    <>
      <path
        d="M8 .9 15.1 8 8 15.1.9 8z"
        fill="currentColor"
        stroke="currentColor"
        strokeWidth=".8"
        strokeLinejoin="round"
      />
      <Cut d="M6.5 5.9v4.2M9.5 5.9v4.2" width={1.8} />
    </>
  ),
  cached: (
    <>
      <path d="M8 .9l6.2 3.55v7.1L8 15.1l-6.2-3.55v-7.1z" fill="currentColor" />
      <path d="M8.9 3.6 4.9 8.9h2.7l-.6 3.6 4.1-5.3H8.3z" fill="var(--k, var(--s1))" />
    </>
  ),
  recovered: (
    <>
      {DISC}
      <Cut d="M5.2 9.6A3.2 3.2 0 1 0 5.3 6.2" width={1.7} />
      <Cut d="M5 4.4v2.2h2.2" width={1.6} />
    </>
  ),
  skipped: <Line d="M3.6 4.2 7.4 8l-3.8 3.8M8.6 4.2 12.4 8l-3.8 3.8" width={1.8} />,
  notrun: <Ring radius={3.1} width={1.5} />,
  unknown: (
    <>
      <Ring radius={6} width={1.5} dash={DOTS} />
      <Line d="M6.3 6.5a1.75 1.75 0 1 1 2.5 1.6c-.55.25-.8.6-.8 1.1M8 11.3v.02" width={1.6} />
    </>
  ),
};

const ON_THE_WAY: ReadonlySet<Phase> = new Set(["failing", "succeeding", "aborting"]);

/**
 * The sign of a phase, 12 (dense), 14 (rows, cards) or 16–20 px (titles). It is decoration for assistive technology:
 * the word is said by PhaseLabel or by the element around it.
 */
export function PhaseGlyph({ phase, size = 14, className }: { phase: Phase; size?: number; className?: string }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      aria-hidden="true"
      className={clsx(phaseClasses(phase).glyph, className)}
    >
      {ON_THE_WAY.has(phase) ? TURNING : DRAWING[phaseTone(phase)]}
    </svg>
  );
}
