import { formatDuration } from "@/lib/core/format/duration";
import type { Look } from "./facts-store";

/** What the critical path means for one node, in words; empty where nothing is known. */
export function pathText({ isCritical, slackMs }: Pick<Look, "isCritical" | "slackMs">): string {
  if (isCritical) return "on the critical path";
  // Less than a second is within the noise of the clocks.
  return slackMs === null || slackMs < 1_000 ? "" : `could be ${formatDuration(slackMs)} slower without effect`;
}
