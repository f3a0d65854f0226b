import { DEFAULT_CONNECTION, type ExecutionRef, executionKey } from "@/lib/core/refs";
import { parseRunParam, runParam } from "@/lib/url/paths";

const KEY = "contrail.visits";
const MAX_VISITS = 20;

/** Executions that were opened in this browser, the last first. Where storage is refused there are none. */
export function visitedRuns(): ExecutionRef[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    if (!Array.isArray(stored)) return [];
    return stored
      .slice(0, MAX_VISITS)
      .map((run: unknown) => (typeof run === "string" ? parseRunParam(run, DEFAULT_CONNECTION) : null))
      .filter((run) => run !== null);
  } catch {
    return [];
  }
}

/** Puts `ref` in front of what was opened before it. */
export function rememberVisit(ref: ExecutionRef): void {
  const others = visitedRuns().filter((other) => executionKey(other) !== executionKey(ref));
  try {
    localStorage.setItem(KEY, JSON.stringify([ref, ...others].slice(0, MAX_VISITS).map(runParam)));
  } catch {
    // A private window keeps nothing; the palette then has only what the server tells.
  }
}
