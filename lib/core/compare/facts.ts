import { formatCount } from "@/lib/core/format/count";
import { formatDuration } from "@/lib/core/format/duration";
import { phaseWord } from "@/lib/core/format/phase-word";
import type { Execution } from "../execution";
import { isTerminalExecution } from "../phase";
import type { EntityRef } from "../refs";
import type { Leaf } from "./types";

/** A fact of a run: null when the run has none, "pending" when it will have one at its end. */
export type Fact = (Leaf & { phase?: Execution["phase"]; momentMs?: number }) | "pending" | null;

const word = (text: string): Fact =>
  text === "" ? null : { identity: JSON.stringify(text), text, number: null, parts: null };

const entity = (ref: EntityRef | null): Fact => {
  const name = word(ref?.name ?? "");
  return ref === null || name === null || name === "pending"
    ? null
    : { ...name, identity: JSON.stringify([ref.project, ref.domain, ref.name]) };
};

const moment = (ms: number | null): Fact =>
  ms === null
    ? null
    : { identity: String(ms), text: new Date(ms).toISOString(), number: null, parts: null, momentMs: ms };

function duration(execution: Execution): Fact {
  const ms = execution.durationMs;
  if (ms === null) return isTerminalExecution(execution.phase) ? null : "pending";
  return { identity: String(ms), text: formatDuration(ms), number: { kind: "duration", ms }, parts: null };
}

const FACTS: readonly [label: string, of: (execution: Execution) => Fact][] = [
  ["Phase", ({ phase }) => ({ identity: phase, text: phaseWord(phase), number: null, parts: null, phase })],
  ["Workflow", ({ workflow }) => entity(workflow)],
  ["Version", ({ workflow, launched }) => word((workflow ?? launched).version)],
  ["Launch plan", ({ launched }) => (launched.kind === "launch_plan" ? entity(launched) : null)],
  ["Task", ({ launched }) => (launched.kind === "task" ? entity(launched) : null)],
  ["Started", ({ startedMs }) => moment(startedMs)],
  ["Duration", duration],
  ["Error", ({ error }) => word(error === null ? "" : error.code || error.message)],
  ["Mode", ({ mode }) => word(mode.replaceAll("_", " "))],
  ["By", ({ principal }) => word(principal)],
  ["Cluster", ({ cluster }) => word(cluster)],
  ["Cluster label", ({ clusterLabel }) => word(clusterLabel)],
  [
    "Max parallelism",
    ({ maxParallelism: n }) =>
      n === 0
        ? null
        : { identity: String(n), text: formatCount(n), number: { kind: "integer", value: String(n) }, parts: null },
  ],
  ["Interruptible", ({ interruptible }) => (interruptible === null ? null : word(interruptible ? "yes" : "no"))],
  ["Overwrite cache", ({ overwriteCache }) => word(overwriteCache ? "yes" : "no")],
  ["Raw output prefix", ({ rawOutputPrefix }) => word(rawOutputPrefix)],
  ["Service account", ({ securityContext }) => word(securityContext.serviceAccount)],
  ["Tags", ({ tags }) => word([...tags].sort().join(", "))],
];

/** All facts of one run by label, in the order in which they are shown. */
export function factsOf(execution: Execution): Map<string, Fact> {
  const facts = new Map(FACTS.map(([label, of]) => [label, of(execution)]));
  const named: [string, Record<string, string>][] = [
    ["Label", execution.labels],
    ["Env", execution.envs],
  ];
  for (const [kind, values] of named) {
    for (const key of Object.keys(values).sort()) facts.set(`${kind} ${key}`, word(values[key] ?? ""));
  }
  return facts;
}
