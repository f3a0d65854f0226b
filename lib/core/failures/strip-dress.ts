import type { ContainerExit } from "./types";

/** The text inside the wrappers of the engine, and what the wrappers told. */
export type Stripped = {
  text: string;
  items: string | null;
  exit: ContainerExit | null;
  cutStart: boolean;
  /** A code that the engine wrote before the text. */
  code: string | null;
};

/** Prefixes that the engine and flytekit put before a text. They nest in any order, so they are taken off until none fits. */
const PREFIXES: readonly RegExp[] = [
  /^\[\d+\/\d+\] currentAttempt done\. Last Error: (?:USER|SYSTEM|UNKNOWN)::/,
  /^failed at Node\[[^\]\n]*\]\.\s*/,
  /^Grace period \[[^\]\n]*\] exceeded\s*\|\s*/,
  /^containers? with unready status: \[[^\]\n]*\]\s*\|\s*/,
  /^(?:USER|SYSTEM|UNKNOWN)(?::[A-Za-z]+)?:: ?/,
  /^Trace:\s*/,
  /^failed during plugin execution, caused by: /,
  /^failed to execute handle for plugin \[[^\]\n]*\]: /,
];
/** Wrappers of wrappers: a run in a map in a run … Hostile text nests without end. */
const MAX_DEPTH = 16;
const ITEM = /^\[(\d+(?:-\d+)?(?:,\s*\d+(?:-\d+)?)*)\]: ?/;
const CODE = /^\[([A-Z][A-Za-z]+)\] (?=\S)/;
const NEXT_ITEM = /\n\[\d+(?:-\d+)?(?:,\s*\d+(?:-\d+)?)*\]: /;
const TERMINATED = /(?:^|\n)[^\n]{0,300}?terminated with exit code \((-?\d+)\)\. Reason \[([^\]\n]*)\]\. Message: ?\n?/;
/** What the engine says of a pod when Kubernetes says nothing. */
const NO_NEWS = /^Pod failed\.(?: No message received from kubernetes\.)?\s*/;

/** Takes off wrappers of retries, map items, readiness and pods. Of the items of a map the first one's text is kept. */
export function stripDress(message: string): Stripped {
  let text = message.replace(/\r\n?/g, "\n").trim();
  let items: string | null = null;
  let exit: ContainerExit | null = null;
  let code: string | null = null;
  const cutStart = /^(?:…|\.\.\.)/.test(text);
  for (let [before, depth] = ["", 0]; before !== text && depth < MAX_DEPTH; depth += 1) {
    before = text;
    const item = ITEM.exec(text);
    if (item !== null) {
      items ??= item[1] ?? null;
      text = firstItem(text.slice(item[0].length));
    }
    const written = CODE.exec(text);
    if (written !== null) {
      code ??= written[1] ?? null;
      text = text.slice(written[0].length);
    }
    for (const prefix of PREFIXES) text = text.replace(prefix, "");
    const pod: Pod | null = exit === null ? stripPod(text) : null;
    if (pod !== null) ({ text, exit } = pod);
    text = text.trim();
  }
  return { text, items, exit, cutStart, code };
}

function firstItem(text: string): string {
  const next = NEXT_ITEM.exec(text);
  return next === null ? text : text.slice(0, next.index);
}

type Pod = { text: string; exit: ContainerExit };

/** What Kubernetes said before the container's end comes first; else the log's end that the container left. */
function stripPod(text: string): Pod | null {
  const end = text.includes("terminated with exit code") ? TERMINATED.exec(text) : null;
  if (end === null) return null;
  const exit = { code: Number(end[1]), reason: end[2] ?? "" };
  const said = text.slice(0, end.index).replace(NO_NEWS, "").trim();
  const rest = text.slice(end.index + end[0].length);
  const next = TERMINATED.exec(rest);
  const log = (next === null ? rest : rest.slice(0, next.index)).replace(/\n?\.\s*$/, "").trim();
  return { text: said === "" ? log : said, exit };
}
