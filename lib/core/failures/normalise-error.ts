import { parseTrace, readExceptionLine } from "./parse-trace";
import { stripDress } from "./strip-dress";
import type { ChainedException, Frame, ParsedFailure, RawFailure } from "./types";
import { unwrapCause } from "./unwrap-cause";

/** Lists of FlyteAdmin cut errors at this many bytes. */
const CUT_BYTES = 100;
/** White space at the cut is lost on the way. */
const CUT_TRIMMED_BYTES = 3;
/** Codes that the engine writes before a text as if they were exceptions. */
const ENGINE_CODE = /(?:Failed|Aborted|NotReady|Expired|Exceeded|Exhausted|Externally|ExecutionError)$/;
const MESSAGE_SECTION = /(?:^|\n)[^\S\n]*(?:Message|Error Message):[ \t]*\n/;

/**
 * Takes an error message apart: wrappers, error documents of flytekit, JSON lines, logs of pods, chains of exceptions.
 * Never throws: a text of no known form is a cause without type, with the whole text as its message.
 */
export function normaliseError({ code, kind, message, cut }: RawFailure): ParsedFailure {
  const { text, items, exit, cutStart, code: written } = stripDress(message);
  const plain = straightenQuotes(unfoldJson(text));
  const { chain, at } = explain(readChain(plain));
  const cause = chain[at] ?? { type: "", message: plain, frames: [], link: "first" };
  return {
    cause,
    chain,
    location: locate(chain, at),
    exit,
    items,
    cutStart,
    cutEnd: isCutAtEnd(message, cut ?? true),
    code: code ?? written,
    kind,
  };
}

const straightenQuotes = (text: string): string =>
  /[‘’`´“”]/.test(text) ? text.replace(/[‘’`´]/g, "'").replace(/[“”]/g, '"') : text;

/** Goes to the exception that explains the chain, and into the exceptions that its message holds. */
function explain(outer: ChainedException[]): { chain: ChainedException[]; at: number } {
  const at = explainingIndex(outer);
  const cause = outer[at];
  const inner = cause === undefined ? [] : unwrapCause(cause);
  if (cause === undefined || inner[0] === cause) return { chain: outer, at };
  // The frames of the outer exceptions locate what has no frame of the user's inside.
  const chain = [...inner, ...outer.slice(at + 1)];
  return { chain, at: explainingIndex(inner) };
}

/** A list's cut, an ellipsis, or an error document without the message that ends it. */
function isCutAtEnd(message: string, isFromList: boolean): boolean {
  const bytes = message.length > CUT_BYTES ? message.length : new TextEncoder().encode(message).length;
  if (isFromList && bytes <= CUT_BYTES && bytes > CUT_BYTES - CUT_TRIMMED_BYTES) return true;
  if (/(?:…|\.\.\.)$/.test(message.trimEnd())) return true;
  return /^.{0,200}\bTrace:\s/s.test(message) && !MESSAGE_SECTION.test(message);
}

/** The traceback with the text of the message section where the trace does not end with its exception. */
function readChain(text: string): ChainedException[] {
  const section = MESSAGE_SECTION.exec(text);
  const said = section === null ? "" : dedent(text.slice(section.index + section[0].length));
  const chain = parseTrace(section === null ? text : text.slice(0, section.index));
  const last = chain.at(-1);
  if (last !== undefined && last.type !== "") return chain;
  const named = readNamed(section === null && last === undefined ? dedent(text) : said);
  if (last === undefined) return named === null ? [] : [{ ...named, frames: [], link: "first" }];
  return [...chain.slice(0, -1), { ...last, ...named }];
}

/** "SomeError: text" over several lines; a text that names no exception has an empty type. */
function readNamed(text: string): { type: string; message: string } | null {
  if (text === "") return null;
  const [first = "", ...rest] = text.split("\n");
  const named = readExceptionLine(first);
  if (named === null || ENGINE_CODE.test(named.type)) {
    return { type: "", message: named === null ? text : [named.message, ...rest].join("\n").trim() };
  }
  return { type: named.type, message: [named.message, ...rest].join("\n").trim() };
}

const dedent = (text: string): string =>
  text
    .split("\n")
    .map((line) => line.trim())
    .join("\n")
    .trim();

/**
 * A chain belongs to what explains it: of "direct cause" the first, of "during handling" the last, unless the last only
 * repeats the first. The walk goes from the last exception up.
 */
function explainingIndex(chain: readonly ChainedException[]): number {
  let at = chain.length - 1;
  for (let upper = at - 1; upper >= 0; upper -= 1) {
    const lower = chain[upper + 1];
    const above = chain[upper];
    if (lower === undefined || above === undefined) break;
    if (lower.link === "during_handling" && !repeats(lower, above)) break;
    if (lower.link === "first") break;
    at = upper;
  }
  return at;
}

const MIN_REPEATED_CHARS = 8;

/** Whether the later exception says no more than the earlier one. */
function repeats(later: ChainedException, earlier: ChainedException): boolean {
  const said = (earlier.message.split("\n")[0] ?? "").trim();
  if (later.type === earlier.type && later.message === earlier.message) return true;
  return said.length >= MIN_REPEATED_CHARS && later.message.includes(said);
}

/** The innermost user frame of the explaining exception; of those printed after it where it has none of its own. */
function locate(chain: readonly ChainedException[], at: number): Frame | null {
  for (const { frames } of chain.slice(Math.max(at, 0))) {
    const own = frames.findLast(({ isUser }) => isUser);
    if (own !== undefined) return own;
  }
  return null;
}

const TEXT_FIELDS = ["stack", "stack_trace", "stacktrace", "traceback", "exc_info", "exception"] as const;
const MESSAGE_FIELDS = ["msg", "message", "error", "err", "event", "detail"] as const;
const TYPE_FIELDS = ["exc_type", "exception_type", "error_type", "type", "name"] as const;

/** The traceback, or "Type: text", of a JSON line; the text itself where no line is JSON. */
function unfoldJson(text: string): string {
  if (!text.includes("{")) return text;
  for (const line of text.split("\n")) {
    const record = line.trimStart().startsWith("{") ? parseRecord(line) : null;
    if (record === null) continue;
    const stack = firstText(record, TEXT_FIELDS);
    if (stack !== null && stack.includes("\n")) return stack;
    const said = firstText(record, MESSAGE_FIELDS);
    const type = firstText(record, TYPE_FIELDS);
    if (said !== null) return type === null ? said : `${type}: ${said}`;
  }
  return text;
}

function parseRecord(line: string): Map<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(line.replace(/…$/, ""));
    return typeof parsed === "object" && parsed !== null ? new Map(Object.entries(parsed)) : null;
  } catch {
    return null;
  }
}

function firstText(record: ReadonlyMap<string, unknown>, fields: readonly string[]): string | null {
  for (const field of fields) {
    const value = record.get(field);
    if (typeof value === "string" && value.trim() !== "") return value;
  }
  return null;
}
