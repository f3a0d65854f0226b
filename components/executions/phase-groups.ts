import type { ExecutionPhase } from "@/lib/core/phase";

/** The phases that a filter button stands for: on the way to an end, a run still runs. */
export const PHASE_GROUPS: readonly { label: string; sign: ExecutionPhase; phases: readonly ExecutionPhase[] }[] = [
  { label: "Queued", sign: "queued", phases: ["queued"] },
  { label: "Running", sign: "running", phases: ["running", "succeeding", "failing", "aborting"] },
  { label: "Succeeded", sign: "succeeded", phases: ["succeeded"] },
  { label: "Failed", sign: "failed", phases: ["failed"] },
  { label: "Timed out", sign: "timed_out", phases: ["timed_out"] },
  { label: "Aborted", sign: "aborted", phases: ["aborted"] },
];

/** The filter with a group switched on or off; the order is that of the groups, whatever was pressed first. */
export function togglePhases(
  chosen: readonly ExecutionPhase[],
  group: readonly ExecutionPhase[],
  on: boolean,
): ExecutionPhase[] {
  const wanted = (phase: ExecutionPhase) => (group.includes(phase) ? on : chosen.includes(phase));
  return PHASE_GROUPS.flatMap(({ phases }) => phases.filter(wanted));
}
