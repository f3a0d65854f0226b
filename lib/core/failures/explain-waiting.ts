import type { Gate } from "@/lib/core/graph/types";
import type { Attempt } from "../node";
import type { AttemptPhase, ExecutionPhase, NodePhase } from "../phase";

/** What is known of a node that waits. Null and empty stand for "not known", never for "none". */
export type WaitingFacts = {
  phase: NodePhase;
  gate: Gate | null;
  /** The last attempt, null where there is none or it is not loaded. */
  attempt: Pick<Attempt, "phase" | "reasons" | "number"> | null;
  /** Nodes that must end before this one starts, with their phases. */
  upstream: readonly { name: string; phase: NodePhase }[];
  executionPhase: ExecutionPhase | null;
  /** The run's limit of nodes at a time, 0 or null where it has none or it is not known. */
  maxParallelism: number | null;
  /** Nodes of the run that are running now, null where not all are loaded. */
  runningNodes: number | null;
};

const WAITING: ReadonlySet<NodePhase> = new Set(["queued", "paused", "running"]);
const DONE: ReadonlySet<NodePhase> = new Set(["succeeded", "cached", "recovered", "skipped"]);

/**
 * Why a node waits, as one sentence made of facts; null when nothing is known or it does not wait. Never a guess: the
 * cluster's capacity, for one, is in no fact of the API.
 */
export function explainWaiting(facts: WaitingFacts): string | null {
  if (!WAITING.has(facts.phase)) return null;
  if (facts.executionPhase === "queued") return "The run itself has not started yet.";
  if (facts.gate !== null && facts.phase !== "queued") return explainGate(facts.gate);
  const attempt = explainAttempt(facts.attempt);
  if (attempt !== null || facts.phase === "running" || facts.phase === "paused") return attempt;
  return explainUpstream(facts.upstream) ?? explainParallelism(facts);
}

function explainGate(gate: Gate): string {
  if (gate.kind === "approve") return `Waits for somebody to approve “${gate.signalId}”.`;
  if (gate.kind === "signal") return `Waits for somebody to give a value for “${gate.signalId}”.`;
  return "Sleeps for the time that its author set.";
}

/** Reasons of Kubernetes and the engine, by what they tell; the newest that tells something decides. */
const REASONS: readonly [pattern: RegExp, say: (found: RegExpExecArray) => string][] = [
  [
    /exceeded quota: ([\w.-]+)(?:, requested: ([\w./-]+)=)?/i,
    ([, name, what]) => `Quota “${name}” does not allow its pod${what === undefined ? "" : ` (${what})`}.`,
  ],
  [/(\d+)\/(\d+) nodes are available:?\s*([^]*)/, ([, fit, all, why]) => sayNodes(fit ?? "0", all ?? "0", why ?? "")],
  [/(ErrImagePull|ImagePullBackOff|back-off pulling image[^:|]*)/i, () => "Its image could not be pulled so far."],
  [/ContainerCreating/, () => "Its container is being created."],
  [/PodInitializing/, () => "Its pod runs the init containers."],
  [/^(?:Demistify Pending|.*\bpod is pending)/i, () => "Its pod is pending, Kubernetes has not said why."],
  [/^task submitted to K8s/i, () => "Its pod was handed to Kubernetes, which has said nothing since."],
  [
    /waiting for (?:the )?cache (?:to be )?reserv|reservation/i,
    () => "Another run is writing the same cache entry, it waits for that.",
  ],
];
const MAX_QUOTE = 160;

const NOT_RUNNING: ReadonlySet<AttemptPhase> = new Set(["queued", "waiting", "initializing"]);

function explainAttempt(attempt: WaitingFacts["attempt"]): string | null {
  if (attempt === null) return null;
  if (attempt.phase === "failed") return failedSoFar(attempt.number + 1);
  if (!NOT_RUNNING.has(attempt.phase)) return null;
  const text = attempt.reasons.findLast(({ message }) => message.trim() !== "")?.message.trim() ?? "";
  if (text !== "") return explainReason(text);
  return attempt.phase === "waiting" ? "The engine holds its attempt back until resources are free." : null;
}

function explainReason(text: string): string {
  for (const [pattern, say] of REASONS) {
    const found = pattern.exec(text);
    if (found !== null) return say(found);
  }
  return `The engine says: “${text.length > MAX_QUOTE ? `${text.slice(0, MAX_QUOTE)}…` : text}”.`;
}

/** The scheduler's own counts, without its words on preemption. */
function sayNodes(fit: string, all: string, why: string): string {
  const reasons = (why.split(/\.?\s*preemption:/)[0] ?? "").replace(/\.\s*$/, "").trim();
  const lacking = [...reasons.matchAll(/(\d+) Insufficient ([\w./-]+)/g)].map(
    ([, count, what]) => `${count} have too little ${what}`,
  );
  const told = lacking.length > 0 && lacking.length === reasons.split(/,\s+/).length ? lacking.join(", ") : reasons;
  return `${fit} of ${all} nodes fit its pod${told === "" ? "" : `: ${told}`}.`;
}

const NAMED = 2;

function explainUpstream(upstream: WaitingFacts["upstream"]): string | null {
  const open = upstream.filter(({ phase }) => !DONE.has(phase)).map(({ name }) => `“${name}”`);
  if (open.length === 0) return null;
  const rest = open.length - NAMED;
  const named = rest > 0 ? `${open.slice(0, NAMED).join(", ")} and ${rest} more` : open.join(" and ");
  return `Waits for ${named} to end.`;
}

function explainParallelism({ maxParallelism, runningNodes, upstream }: WaitingFacts): string | null {
  if (maxParallelism === null || maxParallelism <= 0 || runningNodes === null) return null;
  if (runningNodes < maxParallelism || upstream.some(({ phase }) => !DONE.has(phase))) return null;
  return `${runningNodes} nodes run at once, the limit of this run is ${maxParallelism}.`;
}

const failedSoFar = (attempts: number): string =>
  `${attempts} ${attempts === 1 ? "attempt" : "attempts"} failed so far, the next one has not started yet.`;
