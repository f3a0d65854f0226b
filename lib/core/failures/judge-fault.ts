import type { FoundCondition } from "./conditions/find-condition";
import type { Fault, ParsedFailure } from "./types";

type Found = Pick<FoundCondition, "condition" | "names">;

const STATUS_OF_USER = new Set([400, 401, 404, 405, 409, 410, 413, 415, 422]);
const RPC_FAULT: Readonly<Record<string, Fault>> = {
  invalidargument: "user",
  invalid_argument: "user",
  notfound: "user",
  not_found: "user",
};
/** Conditions of a connection: nobody's by the text alone, the platform's where the engine itself met them. */
const CONNECTION = /^(?:conn-|net-timeout|read-timeout|rpc$|http$|db-|local-permission)/;
/** Words of the engine's texts that no condition covers. The first group that fits decides. */
const WORDS: readonly [RegExp, Fault][] = [
  [/\bkilled\b|access denied|forbidden|not authorized|timed? ?out|deadline|interrupted|lost\b|exit ?code/i, "unknown"],
  [
    /quota|etcd|kubelet|webhook|internal error|propeller|scheduler|catalog|admission|cluster\b|credential|certificate|unavailable|shut ?down|shutting down|low on resource|resource not found|nodes are available|preempt/i,
    "platform",
  ],
];

/**
 * Who has to act. What was met decides; the server's own kind is a hint only, used for texts that say nothing: it is USER
 * for every exception in a task and for all that ran out of retries, SYSTEM for a traceback out of a pod's log.
 */
export function judgeFault(failure: ParsedFailure, found: Found | null): Fault {
  const { cause, exit } = failure;
  const isException = cause.type !== "" || cause.frames.length > 0;
  if (found !== null) return faultOfCondition(found, !isException && exit === null);
  if (isException) return faultOfException(cause.type, cause.message);
  // The end of a log speaks of what the program did, not of the engine.
  if (exit === null) for (const [words, fault] of WORDS) if (words.test(cause.message)) return fault;
  return faultOfSilence(failure);
}

/** A process that ended itself with words is the code's; else the server's kind, and its USER only where it says why. */
function faultOfSilence({ cause, exit, code, kind }: ParsedFailure): Fault {
  if (cause.message === "") return "unknown";
  if (exit !== null) return exit.code > 0 && exit.code < FIRST_SIGNAL_EXIT ? "user" : "unknown";
  if (/UserProvided|\bUSER:/.test(code ?? "") || OF_USER.test(cause.message)) return "user";
  return kind?.toUpperCase() === "SYSTEM" ? "platform" : "unknown";
}

const FIRST_SIGNAL_EXIT = 128;
const OF_USER =
  /\binvalid\b|not valid|must be|is required|no branch|could not be found|mismatch|unbound|binding|missing required|not active|exceeds the|failed to compile/i;

function faultOfCondition({ condition, names }: Found, isOfEngine: boolean): Fault {
  const [name = ""] = names;
  if (isOfEngine && CONNECTION.test(condition.id)) return "platform";
  if (condition.id === "http") return STATUS_OF_USER.has(Number(name)) ? "user" : "unknown";
  if (condition.id === "rpc") return RPC_FAULT[name] ?? "unknown";
  if (condition.id === "node-pressure" && /memory|pid/.test(name)) return "platform";
  return condition.fault;
}

/** Words of an exception's first line that speak of the platform, and those that leave open who has to act. */
const OF_PLATFORM =
  /quota (?:was )?exceeded|exceeded (?:your |the )?quota|certificate|licen[sc]e|token[^\n]{0,20}expired|credential|name resolution|(?:GPU|NVIDIA|CUDA) driver|driver version|\bECC\b|reduce your request|throttl/i;
const UNDECIDED =
  /time(?:d )?out|access denied|forbidden|unavailable|\bkilled\b|\bdied\b|\blost\b|corrupt|CUDA error|CUDNN|CUBLAS|NCCL|connect(?:ion)?\b|\bclosed\b|unreachable|rate limit|too many requests|authentication|conflict|deadlock|no space|archive|zip file|end-of-stream|\bpeer\b|\b5\d\d\b [A-Z]/i;

/** An exception of a task is the user's, unless its words speak of the platform or of what the text cannot decide. */
function faultOfException(type: string, message: string): Fault {
  // flytekit's own judgement of where it failed.
  if (message.startsWith("SYSTEM:")) return "platform";
  const text = `${type} ${message.split("\n")[0] ?? ""}`;
  if (OF_PLATFORM.test(text)) return "platform";
  return UNDECIDED.test(text) ? "unknown" : "user";
}
