import type { BarLook } from "./rows/bar-shape";

/** Ids of patterns are of the whole document: a second timeline on a page defines the same. */
const ID = "timeline-pattern";

const FILLS: Record<BarLook, string> = {
  queued: `url(#${ID}-queued)`,
  setup: "var(--t-setup)",
  run: "var(--t-run)",
  running: "var(--running)",
  failed: "var(--failed)",
  aborted: `url(#${ID}-aborted)`,
  retries: `url(#${ID}-retries)`,
  teardown: "var(--t-teardown)",
  gate: "var(--paused-s)",
  flyte: "var(--t-flyte)",
};

/** The fill of a stretch of a bar: hatches and stripes say what colour alone must not. */
export const fillOf = (look: BarLook): string => FILLS[look];

/** The same as the background of an element. */
export function backgroundOf(look: BarLook): string {
  if (look === "queued") return "repeating-linear-gradient(90deg, var(--t-queue) 0 2px, transparent 2px 4px)";
  if (look === "retries") return "repeating-linear-gradient(135deg, var(--failed) 0 3px, var(--failed-s) 3px 6px)";
  if (look === "gate") return "repeating-linear-gradient(90deg, var(--paused) 0 3px, var(--paused-s) 3px 5px)";
  return FILLS[look];
}

/** Once a view: the patterns that bars are filled with. */
export function BarPatterns() {
  return (
    <svg width="0" height="0" aria-hidden="true" className="absolute">
      <defs>
        <pattern id={`${ID}-queued`} width="4" height="4" patternUnits="userSpaceOnUse">
          <rect width="2" height="4" fill="var(--t-queue)" />
        </pattern>
        <Hatch id={`${ID}-retries`} ground="var(--failed-s)" line="var(--failed)" size={6} width={3} />
        <Hatch id={`${ID}-aborted`} ground="var(--aborted-s)" line="var(--aborted)" size={5} width={1.5} />
      </defs>
    </svg>
  );
}

function Hatch({
  id,
  ground,
  line,
  size,
  width,
}: {
  id: string;
  ground: string;
  line: string;
  size: number;
  width: number;
}) {
  return (
    <pattern id={id} width={size} height={size} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width={size} height={size} fill={ground} />
      <rect width={width} height={size} fill={line} />
    </pattern>
  );
}
