import { type FoundCondition, findCondition, isOfTransport } from "./conditions/find-condition";
import { judgeFault } from "./judge-fault";
import { headlineOf, looksLikeId, maskValues, schemaNames } from "./mask";
import type { ChainedException, Fingerprint, Frame, ParsedFailure } from "./types";

/** Exceptions of code that say little themselves: where they were raised is their cause. */
const LOCATED = new Set(
  "KeyError LookupError IndexError AssertionError ValueError TypeError AttributeError NameError UnboundLocalError ZeroDivisionError ArithmeticError FloatingPointError OverflowError JSONDecodeError UnicodeDecodeError UnicodeEncodeError UnicodeError StopIteration StopAsyncIteration RecursionError NotImplementedError FileNotFoundError NotADirectoryError IsADirectoryError FileExistsError EOFError SyntaxError IndentationError InvalidOperation DateParseError OutOfBoundsDatetime Exception BaseException".split(
    " ",
  ),
);
/** Types that hold anything: located when code of the user raised them or when their text is about values that do not fit. */
const LOOSE = new Set(["RuntimeError", "OSError", "IOError", "Error"]);
const MISFIT =
  /\bshapes?\b|dimension|size of tensor|must match|out of (?:bounds|range)|expected (?:all|scalar|input|\d)|same device|unpack|broadcast|operands|divi(?:sion|de)d? by zero|could not convert|invalid literal|doesn't match|does not match|pars(?:e|ing)|unknown|unsupported|not subscriptable|not iterable|not callable/i;
const PARSED = /could not convert|invalid literal|doesn't match|does not match|pars(?:e|ing)|decode|\bformat\b/i;
/** Types that say nothing of how a library reports its data; their own text decides. */
const SELF_SAYING = new Set(["ValueError", "Exception"]);

/** The cause of a failure as a key; equal keys are one cluster. A pure function of the one failure. */
export function fingerprint(failure: ParsedFailure): Fingerprint {
  const { cause } = failure;
  const text = cause.type === "" ? cause.message : `${cause.type}: ${cause.message}`;
  const found = exitCondition(failure) ?? findCondition(text, cause.type !== "");
  if (found !== null && !isCutInside(failure, found, text)) return byCondition(failure, found);
  if (isTooCut(failure)) return textCut(failure);
  if (isLocated(failure)) return byLocation(failure);
  return byHeadline(failure);
}

/** Exit codes of native crashes (128 + signal); keys as of the condition that says the same in words. */
const CRASHES: Readonly<Record<number, readonly [id: string, title: string]>> = {
  132: ["illegal-instruction", "Illegal instruction"],
  134: ["aborted-process", "Process aborted"],
  136: ["arithmetic-fault", "Arithmetic fault"],
  139: ["segmentation-fault", "Segmentation fault"],
};

/** How the container ended tells the cause where its log tells none. */
function exitCondition({ exit, cause, code, cutEnd }: ParsedFailure): FoundCondition | null {
  if (cause.type !== "") return null;
  const isKilledForMemory = exit?.reason === "OOMKilled" || (cutEnd && /\bOOMKilled$/.test(code ?? ""));
  if (isKilledForMemory) return exitAs("pod-memory", "Pod exceeded its memory limit", "user");
  const crash = CRASHES[exit?.code ?? 0];
  if (crash !== undefined) return exitAs(crash[0], crash[1], "user");
  return exit === null ? null : silentExit(exit.code, cause.message);
}

/** An end without a word of its own; "Killed" and the word of the signal say no more than the code. */
function silentExit(code: number, log: string): FoundCondition | null {
  if (code === 143 && /^$|SIGTERM|terminat/i.test(log))
    return exitAs("terminated", "Terminated, nobody says why", "unknown");
  if (/[a-z]{3}/i.test(log.replace(/^Killed\.?$/i, ""))) return null;
  if (code === 137) return exitAs("killed", "Killed, nobody says why", "unknown");
  return exitAs(`exit-${code}`, `Exit code ${code} without a message`, "unknown");
}

const exitAs = (id: string, title: string, fault: Fingerprint["fault"]): FoundCondition => ({
  condition: { id, title, fault, pattern: /(?:)/ },
  names: [],
  end: 0,
});

/** A match that touches the cut may go on behind it. */
const isCutInside = ({ cutEnd }: ParsedFailure, found: FoundCondition, text: string): boolean =>
  cutEnd && (found.condition.isBroad === true || (found.names.length > 0 && found.end >= text.length));

function byCondition(failure: ParsedFailure, { condition, names }: FoundCondition): Fingerprint {
  const headline = condition.isBroad === true ? headlineOf(failure.cause.message) : null;
  const isOfEngine = failure.cause.type === "" && failure.exit === null;
  // The engine says first what it was doing: a cache and a child execution that cannot be reached are two causes.
  const doing = isOfEngine && isOfTransport(condition) ? headlineOf(failure.cause.message.split(":")[0] ?? "") : "";
  return {
    key: ["condition", condition.id, ...names, headline ?? doing].join("|"),
    by: "condition",
    title: [condition.title, ...names].join(" "),
    fault: judgeFault(failure, { condition, names }),
    follows: condition.follows ?? null,
    group: condition.group ?? null,
    headline,
    isPart: false,
  };
}

/** Nothing that could be told apart is left: no exception in a cut traceback, or one whose location is missing. */
function isTooCut(failure: ParsedFailure): boolean {
  const { cause, cutStart, cutEnd, location } = failure;
  if (cause.type === "" && (cutStart || cause.message.startsWith("Traceback (most") || cause.frames.length > 0))
    return true;
  if (cutEnd) return true;
  return location === null && isLocated(failure) && !saysEnough(cause);
}

/** Without its location, an exception is told by its text only where that is a sentence about no value. */
const saysEnough = ({ type, message }: ChainedException): boolean =>
  SELF_SAYING.has(type) && isSentence(message) && !MISFIT.test(message);

function isLocated({ cause, location }: ParsedFailure): boolean {
  if (cause.type === "") return false;
  if (!/[A-Za-z]/.test(cause.message)) return true;
  if (SELF_SAYING.has(cause.type) && !isRaisedHere(location) && isSentence(cause.message))
    return MISFIT.test(cause.message);
  if (LOCATED.has(cause.type)) return true;
  return LOOSE.has(cause.type) && (isRaisedHere(location) || MISFIT.test(cause.message));
}

const isRaisedHere = (location: Frame | null): boolean =>
  location !== null && /^raise\b|^assert\b/.test(location.source);

const MIN_SENTENCE_WORDS = 3;
const MIN_WORDS_AROUND_VALUES = 7;

/** A text that stands for itself wherever it is met: words without a value of data, or many words around them. */
function isSentence(message: string): boolean {
  const line = (message.split("\n")[0] ?? "").split(/(?<=\w{2})\. /)[0] ?? "";
  const [first = "", ...masked] = maskValues(line).split(/‹\w+›/);
  const words = [first, ...masked].join(" ").match(/[A-Za-z]{2,}/g)?.length ?? 0;
  return words >= (masked.length === 0 ? MIN_SENTENCE_WORDS : MIN_WORDS_AROUND_VALUES);
}

function byLocation(failure: ParsedFailure): Fingerprint {
  const { cause, location } = failure;
  const names = namesAt(cause, location);
  const source = (location?.source ?? "").replace(/\s+/g, " ");
  return {
    key: ["location", cause.type, location?.fn ?? "", source, ...names, saying(cause, location)].join("|"),
    by: "location",
    title: `${titleOf(cause)} in ${location?.fn ?? "an unknown function"}`,
    fault: judgeFault(failure, null),
    follows: null,
    group: null,
    // The text of a raise of the user's is found at that line only: without its frames it is still told.
    headline: isRaisedHere(location) ? headlineOf(cause.message) : null,
    isPart: false,
  };
}

/** One line of a library call can meet several errors of one loose type; what a parser says of its input is one of them. */
function saying({ type, message }: ChainedException, location: Frame | null): string {
  if (!SELF_SAYING.has(type) && !LOOSE.has(type)) return "";
  return isRaisedHere(location) || PARSED.test(message) ? "" : headlineOf(message);
}

/** Names of the schema or code. A KeyError's text is the key: a name, unless the line looks a value up in a constant table. */
function namesAt(cause: ChainedException, location: Frame | null): string[] {
  const names = schemaNames(cause.message);
  if (cause.type !== "KeyError" || looksUpAValue(location?.source ?? "")) return names;
  const keys = [...cause.message.matchAll(/(?<![=\w])['"]([A-Za-z_][\w.\-/ ]*)['"]/g)].map((key) => key[1] ?? "");
  return [...new Set([...names, ...keys.filter((key) => !looksLikeId(key))])].sort();
}

const looksUpAValue = (source: string): boolean => /\b[A-Z][A-Z0-9_]+\[[a-z_][\w.]*\]/.test(source);

function byHeadline(failure: ParsedFailure): Fingerprint {
  const { cause, code } = failure;
  const headline = headlineOf(cause.message);
  const names = schemaNames(cause.message.split("\n").slice(0, 3).join("\n")).map((name) => name.toLowerCase());
  const told = headline.split(" ").length > 1 ? "" : cause.type || (code ?? "");
  return {
    key: ["headline", told, headline, ...names.filter((name) => !headline.includes(name))].join("|"),
    by: "condition",
    title: titleOf(cause),
    fault: judgeFault(failure, null),
    follows: null,
    group: null,
    headline,
    // Without its frames, the text of a raise may belong to a line that is known from another failure.
    isPart: failure.location === null && SELF_SAYING.has(cause.type),
  };
}

function cutHeadline(failure: ParsedFailure): string | null {
  const { cause, cutStart } = failure;
  if (cause.type === "" && (cutStart || cause.message.startsWith("Traceback") || cause.frames.length > 0)) return null;
  return headlineOf(cause.message);
}

function textCut(failure: ParsedFailure): Fingerprint {
  return {
    key: "cut",
    by: "text_cut",
    title: "Text cut, open to see",
    fault: "unknown",
    follows: null,
    group: null,
    headline: cutHeadline(failure),
    isPart: true,
  };
}

const TITLE_CHARS = 160;

/** "Type: first line", cut at a length that fits one row. */
function titleOf({ type, message }: ChainedException): string {
  const line =
    message
      .split("\n")
      .find((text) => /\w/.test(text))
      ?.trim() ?? "";
  const title = type === "" ? line : line === "" ? type : `${type}: ${line}`;
  return title.length > TITLE_CHARS ? `${title.slice(0, TITLE_CHARS)}…` : title === "" ? "No message" : title;
}
