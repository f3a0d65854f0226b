import { judgeRegression, type Regression } from "./judge-regression";
import type { NodeRun } from "./types";

/** Whether the first of `runs` was slower than usual; `earlier` is how many of the others say what is usual. */
export function regressionOf([run, ...before]: readonly NodeRun[]): { regression: Regression | null; earlier: number } {
  const usual = before.map((each) => ranForMs(each, false)).filter((ms) => ms !== null);
  const ms = run === undefined ? null : ranForMs(run, true);
  return { regression: ms === null ? null : judgeRegression(ms, usual), earlier: usual.length };
}

/** How long the node ran by itself: failed runs say nothing of what is usual, yet may be slow themselves. */
function ranForMs({ node }: NodeRun, mayHaveFailed: boolean): number | null {
  if (node.state !== "present") return null;
  const counts = node.phase === "succeeded" || (mayHaveFailed && node.phase === "failed");
  return counts ? node.durationMs : null;
}
