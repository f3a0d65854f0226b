import type { TreeNode } from "@/lib/core/graph/tree";
import { walkTree } from "@/lib/core/graph/walk";
import type { FlyteError } from "../execution";
import type { NodePhase } from "../phase";
import type { RunFailure } from "./run-failure";
import { type RunTriage, triageRun } from "./triage-run";
import type { Fault } from "./types";

/** A group of nodes that failed of one cause. `paths` are tree paths, the first seen first. */
type FailureGroup = { title: string; fault: Fault; count: number; paths: string[]; isTextCut: boolean };

export type FailureSummary = {
  /** The node whose failure came first and explains the rest. */
  causePath: string;
  /** "pick: KeyError: 'lat' in cell_of", one line. */
  cause: string;
  fault: Fault;
  /** How many other nodes follow from it: aborted or failed as a consequence. */
  consequences: number;
  /** Root causes with their nodes, the first seen first. */
  groups: FailureGroup[];
};

const FAILED: ReadonlySet<NodePhase> = new Set(["failed", "timed_out", "failing"]);

/**
 * What failed in a run and why, from its tree; null when nothing failed or no error is known. `errors` holds whole texts by
 * tree path; without one, the row's own error is read, which lists cut.
 */
export function summariseFailures(
  tree: readonly TreeNode[],
  errors: ReadonlyMap<string, FlyteError>,
): FailureSummary | null {
  const nodes = new Map<string, TreeNode>();
  const failures: RunFailure[] = [];
  for (const node of walkTree(tree)) {
    const failure = toFailure(node, errors.get(node.path) ?? node.row?.error ?? null);
    if (failure === null) continue;
    nodes.set(node.path, node);
    failures.push(failure);
  }
  const triage = triageRun(failures);
  const { firstRoot } = triage;
  if (firstRoot === null) return null;
  return {
    causePath: firstRoot.id,
    cause: `${nodes.get(firstRoot.id)?.name ?? firstRoot.id}: ${firstRoot.print.title}`,
    fault: firstRoot.print.fault,
    consequences: triage.failures.filter(({ role }) => role === "consequence").length,
    groups: groupsOf(triage),
  };
}

function toFailure(node: TreeNode, error: FlyteError | null): RunFailure | null {
  const isAborted = node.phase === "aborted";
  if (error === null || (!FAILED.has(node.phase) && !isAborted)) return null;
  return {
    id: node.path,
    level: "node",
    phase: isAborted ? "aborted" : "failed",
    node: node.path,
    attempt: null,
    parent: null,
    endedMs: endedMs(node),
    isCleanUp: node.kind === "failure",
    error: { code: error.code, kind: error.kind, message: error.message, cut: error.cut },
  };
}

function endedMs({ row }: TreeNode): number | null {
  if (row === null) return null;
  return row.startedMs !== null && row.durationMs !== null ? row.startedMs + row.durationMs : row.updatedMs;
}

function groupsOf({ roots, failures }: RunTriage): FailureGroup[] {
  const members = new Map<string, string[]>(roots.map(({ id }) => [id, [id]]));
  for (const { id, role, of } of failures) if (role === "repeat" && of !== null) members.get(of)?.push(id);
  return roots.map(({ id, print }) => {
    const paths = members.get(id) ?? [id];
    return { title: print.title, fault: print.fault, count: paths.length, paths, isTextCut: print.by === "text_cut" };
  });
}
