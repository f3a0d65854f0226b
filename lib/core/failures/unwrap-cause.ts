import { parseTrace, readExceptionLine } from "./parse-trace";
import type { ChainedException } from "./types";

/** Bridges to Java print the Java exception on a line of its own after a colon. */
const JAVA = /(?:^|\n)[^\S\n]*: ((?:[a-z][\w$]*\.)+[A-Z][\w$]*(?:: [\s\S]*)?)/;
const JAVA_CAUSE = /(?:^|\n)[^\S\n]*Caused by: ((?:[a-z][\w$]*\.)+[A-Z][\w$]*: [^\n]+)/g;
/** What a scheduler says around the failure of a task that it repeats. */
const SCHEDULER = /(?:most recent failure(?: reason)?:|\bReason:)\s*/gi;
const LOST_TASK = /^Lost task [^\n]*?\(TID \d+\)(?: \([^)]*\))?: /;
const MIN_REASON_CHARS = 12;
const INNER_TRACE = /Traceback \(most recent call last\):\n/;
const MAX_DEPTH = 4;

/**
 * The exceptions inside the message of one exception: tracebacks of child processes and remote workers, and Java
 * exceptions behind a bridge. The given exception alone where its message holds none.
 */
export function unwrapCause(cause: ChainedException): ChainedException[] {
  let chain = [cause];
  for (let depth = 0; depth < MAX_DEPTH; depth += 1) {
    const last = chain.at(-1);
    const inner = last === undefined ? null : (innerTrace(last) ?? innerJava(last));
    if (inner === null) break;
    chain = inner;
  }
  return chain;
}

function innerTrace({ message, frames }: ChainedException): ChainedException[] | null {
  const start = INNER_TRACE.exec(message);
  if (start === null) return null;
  const chain = parseTrace(message.slice(start.index)).filter(({ type }) => type !== "");
  if (chain.length === 0) return null;
  return chain.map((inner) => (inner.frames.some(({ isUser }) => isUser) ? inner : { ...inner, frames }));
}

function innerJava(cause: ChainedException): ChainedException[] | null {
  const java = JAVA.exec(cause.message);
  if (java === null) return null;
  const causes = [...cause.message.matchAll(JAVA_CAUSE)];
  const named = readExceptionLine((causes.at(-1)?.[1] ?? java[1] ?? "").trim());
  return named === null ? null : [{ ...cause, type: named.type, message: afterScheduler(named.message) }];
}

/** The reason behind "Job aborted … most recent failure: Lost task 3.1 …: reason"; the whole text where none is given. */
function afterScheduler(message: string): string {
  const said = message.replace(/\n\s*Driver stacktrace:[\s\S]*/, "");
  for (const part of said.split(SCHEDULER).toReversed()) {
    const reason = part.replace(LOST_TASK, "").trim();
    if (reason.length >= MIN_REASON_CHARS && reason !== said.trim()) return reason;
  }
  return said;
}
