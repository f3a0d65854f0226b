import type { ChainedException, Frame } from "./types";

const FRAME = /^File "([^"\n]+)", line \d+(?:, in (.+))?$/;
const CARETS = /^[\s^~]+$/;
const TRACEBACK = /^(?:\+ )?(?:Exception Group )?Traceback \(most recent call last\):$/;
const DIRECT = /^The above exception was the direct cause of the following exception:$/;
const DURING = /^During handling of the above exception, another exception occurred:$/;
const REPEATED = /^\[Previous line repeated \d+ more times?\]$/;
const MESSAGE = /^(?:Message|Error Message|User error\.?):$/;
/** Frames of installed packages, of Python itself and of generated code are not the user's. */
const FOREIGN = /(?:site|dist)-packages|\/lib(?:64)?\/python\d|^<(?!ipython)|\/bin\/pyflyte/;

/** A line that names an exception: a dotted path or a name as classes have it, alone or before a colon. */
const EXCEPTION = /^((?:[A-Za-z_][\w$]*\.)*[A-Za-z_][\w$]*)(?:\(\w*\))?(?:: ?([\s\S]*))?$/;
const CLASS_NAME =
  /^_*[A-Z]\w*(?:Error|Exception|Warning|Exit|Interrupt|Fault|Failure|Timeout|Iteration)$|^_?[A-Z][a-z0-9]+(?:[A-Z]+[a-z0-9]*)+$/;

/** "package.module.SomeError: text" taken apart; null for a line that names no exception. */
export function readExceptionLine(line: string): { type: string; message: string } | null {
  const found = EXCEPTION.exec(line);
  if (found === null) return null;
  const path = found[1] ?? "";
  const type = path.slice(path.lastIndexOf(".") + 1);
  const isDotted = path.includes(".");
  // Old modules name their exceptions in lower case: socket.gaierror, struct.error, socket.timeout.
  const isClass = CLASS_NAME.test(type) || LOWER_NAME.test(type) || (isDotted && /^_?[A-Z]|^error$/.test(type));
  return isClass ? { type, message: found[2] ?? "" } : null;
}

const LOWER_NAME = /^[a-z]{1,6}error$|^timeout$/;

type Reading = { chain: ChainedException[]; frames: Frame[]; link: ChainedException["link"]; inTrace: boolean };

/**
 * The exceptions of a text with Python tracebacks, in the order in which they are printed; empty where there is none.
 * Indentation of frames differs between versions of flytekit, so lines are told by what they say.
 */
export function parseTrace(text: string): ChainedException[] {
  const reading: Reading = { chain: [], frames: [], link: "first", inTrace: false };
  const lines = text.split("\n");
  let index = 0;
  while (index < lines.length) index = readLine(reading, lines, index);
  // A document of flytekit 1.13 has frames in its trace and the exception in its message.
  if (reading.frames.length > 0) close(reading, "", "");
  return reading.chain;
}

/** Reads one line, or an exception with all lines of its message; the index of the next line to read. */
function readLine(reading: Reading, lines: readonly string[], index: number): number {
  const line = lineAt(lines, index);
  const frame = FRAME.exec(line);
  if (frame !== null) return readFrame(reading, lines, index, frame);
  if (TRACEBACK.test(line)) {
    if (reading.frames.length > 0) close(reading, "", "");
    reading.inTrace = true;
  } else if (DIRECT.test(line)) reading.link = "direct_cause";
  else if (DURING.test(line)) reading.link = "during_handling";
  else if (MESSAGE.test(line)) return lines.length;
  else if (reading.frames.length > 0 && !CARETS.test(line) && !REPEATED.test(line)) {
    const named = readExceptionLine(line);
    if (named !== null) return readMessage(reading, lines, index, named);
  }
  return index + 1;
}

function readFrame(reading: Reading, lines: readonly string[], index: number, frame: RegExpExecArray): number {
  const [, file = "", fn = ""] = frame;
  const next = lineAt(lines, index + 1);
  const hasSource = next !== "" && !FRAME.test(next) && !isExceptionBelow(lines, index) && !MESSAGE.test(next);
  reading.frames.push({ file, fn, source: hasSource ? next : "", isUser: !FOREIGN.test(file) });
  return index + (hasSource ? 2 : 1);
}

/** A frame without source has its exception on the next line, less indented. */
function isExceptionBelow(lines: readonly string[], index: number): boolean {
  const [here = "", next = ""] = [lines[index], lines[index + 1]];
  return indentOf(next) < indentOf(here) && readExceptionLine(next.trim()) !== null;
}

function readMessage(
  reading: Reading,
  lines: readonly string[],
  index: number,
  named: { type: string; message: string },
): number {
  const message = [named.message];
  let next = index + 1;
  while (next < lines.length && !endsMessage(lineAt(lines, next))) {
    message.push(lineAt(lines, next));
    next += 1;
  }
  close(
    reading,
    named.type,
    message
      .join("\n")
      .replace(/\n"""\s*$/, "")
      .trim(),
  );
  return next;
}

const endsMessage = (line: string): boolean =>
  DIRECT.test(line) || DURING.test(line) || MESSAGE.test(line) || TRACEBACK.test(line);

function close(reading: Reading, type: string, message: string): void {
  reading.chain.push({ type, message, frames: reading.frames, link: reading.link });
  reading.frames = [];
  reading.link = "first";
}

const lineAt = (lines: readonly string[], index: number): string => (lines[index] ?? "").trim().replace(/^\|\s*/, "");
const indentOf = (line: string): number => line.length - line.trimStart().length;
