import type { FailureRole, JudgedFailure, RunFailure } from "./run-failure";
import type { Fingerprint } from "./types";

type Known = RunFailure & { print: Fingerprint };

/** The roles of all failures of a run, in the order given. */
export function assignRoles(failures: readonly Known[]): JudgedFailure[] {
  const ordered = [...failures].sort(innerFirst);
  const scopes = readScopes(ordered);
  const roles = new Map<string, { role: FailureRole; of: string | null }>();
  const set = (failure: Known, role: FailureRole, of: string | null): void => {
    roles.set(failure.id, { role, of });
  };
  const main = ordered.filter((failure) => !failure.isCleanUp);
  const failedNodes = new Set(
    ordered.flatMap(({ level, node, phase }) =>
      level === "node" && node !== null && phase === "failed" ? [node] : [],
    ),
  );
  const candidates: Known[] = [];
  for (const failure of main.length === 0 ? ordered : main) {
    if (isRecovered(failure, scopes, failedNodes)) set(failure, "recovered", null);
    else if (isOuterOfKnown(failure, scopes)) continue;
    else candidates.push(failure);
  }
  const causes = chooseCauses(candidates);
  const first = causes.find(({ print }) => print.follows === null) ?? causes[0] ?? null;
  assignCandidates(candidates, causes, first, set);
  for (const failure of ordered) {
    if (roles.has(failure.id)) continue;
    if (failure.isCleanUp && first !== null && !first.isCleanUp) set(failure, "secondary", first.id);
    else assignOuter(failure, scopes, first, set);
  }
  return failures.map((failure) => {
    const { role, of } = roles.get(failure.id) ?? { role: "consequence", of: first?.id ?? null };
    return { ...failure, role, of };
  });
}

const LEVELS: Readonly<Record<RunFailure["level"], number>> = { attempt: 0, node: 1, execution: 2 };

/** Attempts before nodes before executions, deeper before shallower, then by time. */
function innerFirst(a: Known, b: Known): number {
  const depth = (failure: Known): number => failure.node?.length ?? 0;
  return (
    LEVELS[a.level] - LEVELS[b.level] ||
    (LEVELS[a.level] === 0 ? 0 : depth(b) - depth(a)) ||
    timeOf(a) - timeOf(b) ||
    (a.id < b.id ? -1 : 1)
  );
}

const timeOf = ({ endedMs }: Known): number => endedMs ?? Number.MAX_SAFE_INTEGER;

/** What is known inside a node or a run: the failures by cause, the last attempt of the node itself. */
type Scope = { last: Known | null; byKey: Map<string, Known>; lastAttempt: Known | null };

const RUN = "";

/** The scope of every node that holds a failure, and of the run; a failure is in the scopes of all that enclose it. */
function readScopes(ordered: readonly Known[]): Map<string, Scope> {
  const scopes = new Map<string, Scope>();
  for (const failure of ordered) {
    for (const path of enclosing(failure)) {
      const scope = scopes.get(path) ?? { last: null, byKey: new Map<string, Known>(), lastAttempt: null };
      scopes.set(path, scope);
      if (failure.level !== "attempt" && path === (failure.node ?? RUN)) continue;
      if (failure.isCleanUp) continue;
      scope.last ??= failure;
      if (path === failure.node && failure.level === "attempt" && isLater(failure, scope.lastAttempt))
        scope.lastAttempt = failure;
      scope.byKey.set(failure.print.key, failure);
    }
  }
  return scopes;
}

const isLater = (a: Known, b: Known | null): boolean => b === null || (a.attempt ?? 0) > (b.attempt ?? 0);

/** Paths of all that encloses a failure, its own node among them: "n0>child/n1[4]" lies in "n0>child/n1", "n0>child", "n0". */
function enclosing({ node, parent }: Known): Set<string> {
  const paths = new Set([RUN]);
  for (const path of [node, parent]) {
    if (path === null) continue;
    paths.add(path);
    for (const { index } of path.matchAll(/[/[>]/g)) paths.add(path.slice(0, index));
  }
  return paths;
}

/** An attempt that a later attempt replaced with another end, or whose node did not fail in the end. */
function isRecovered(failure: Known, scopes: ReadonlyMap<string, Scope>, failedNodes: ReadonlySet<string>): boolean {
  if (failure.level !== "attempt" || failure.node === null) return false;
  const isInFailed = failedNodes.size === 0 || [...enclosing(failure)].some((path) => failedNodes.has(path));
  return !isInFailed || isReplaced(failure, scopes.get(failure.node)?.lastAttempt ?? null);
}

function isReplaced(failure: Known, last: Known | null): boolean {
  if (last === null || !isLater(last, failure)) return false;
  return last.print.key !== failure.print.key && !isOneOutage(last.print, failure.print);
}

/** A node that loses its pod again and again failed of all the losses, in whatever words they were told. */
const isOneOutage = (a: Fingerprint, b: Fingerprint): boolean => a.group !== null && a.group === b.group;

/** A node or a run is no cause where something inside it is known to have failed. */
const isOuterOfKnown = (failure: Known, scopes: ReadonlyMap<string, Scope>): boolean =>
  failure.level !== "attempt" && (scopes.get(failure.node ?? RUN)?.last ?? null) !== null;

/** The first failure of each cause. What follows its group or the run by its words is one only where nothing else is. */
function chooseCauses(candidates: readonly Known[]): Known[] {
  const own = candidates.filter(({ print }) => print.follows === null && print.by !== "text_cut");
  const groups = new Set(own.map(groupOf));
  const followers = candidates.filter((failure) => failure.print.follows === "group" && !groups.has(groupOf(failure)));
  const told = [...own, ...followers];
  const chosen = told.length > 0 ? told : fallback(candidates);
  const first = new Map<string, Known>();
  for (const failure of chosen.toSorted((a, b) => timeOf(a) - timeOf(b) || (a.id < b.id ? -1 : 1))) {
    if (!first.has(failure.print.key)) first.set(failure.print.key, failure);
  }
  return [...first.values()];
}

/** Where every failure follows another that is not known, or is cut: the innermost of the first stands for the cause. */
function fallback(candidates: readonly Known[]): Known[] {
  const cut = candidates.filter(({ print }) => print.by === "text_cut");
  return cut.length > 0 ? cut : candidates.slice(0, 1);
}

const groupOf = ({ node, parent }: Known): string => parent ?? node ?? RUN;

type SetRole = (failure: Known, role: FailureRole, of: string | null) => void;

function assignCandidates(
  candidates: readonly Known[],
  causes: readonly Known[],
  first: Known | null,
  set: SetRole,
): void {
  const byKey = new Map(causes.map((cause) => [cause.print.key, cause]));
  const byGroup = new Map(causes.toReversed().map((cause) => [groupOf(cause), cause]));
  for (const failure of candidates) {
    const cause = byKey.get(failure.print.key);
    if (cause === failure) set(failure, "cause", null);
    else if (cause !== undefined) set(failure, "repeat", cause.id);
    else set(failure, "consequence", (byGroup.get(groupOf(failure)) ?? first)?.id ?? null);
  }
}

/** A level that holds a known failure repeats it, or tells in its own words that something inside failed. */
function assignOuter(failure: Known, scopes: ReadonlyMap<string, Scope>, first: Known | null, set: SetRole): void {
  const scope = scopes.get(failure.node ?? RUN);
  const same = scope?.byKey.get(failure.print.key);
  if (same !== undefined && same.id !== failure.id) set(failure, "copy", same.id);
  else if (failure.print.by === "text_cut" && scope?.last) set(failure, "copy", (scope.lastAttempt ?? scope.last).id);
  else set(failure, "consequence", first?.id ?? null);
}
