import { DEFAULT_CONNECTION, type ExecutionRef, executionKey } from "@/lib/core/refs";
import { parseRunParam } from "@/lib/url/paths";

const PAGE = /\/projects\/([^/?#]+)\/domains\/([^/?#]+)\/executions\/([^/?#]+)/;

/**
 * The run that a person typed or pasted: the URL of its page, `project/domain/name`, or a name in the project and domain
 * of the first run. The message of a failure names the input.
 */
export function readRun(
  text: string,
  runs: readonly ExecutionRef[],
): { ok: true; ref: ExecutionRef } | { ok: false; message: string } {
  const trimmed = text.trim();
  const ref = parse(trimmed, runs[0]);
  if (ref === null) {
    return { ok: false, message: `“${trimmed}” names no execution: write a name, project/domain/name, or paste a URL` };
  }
  const isThere = runs.some((run) => executionKey(run) === executionKey(ref));
  return isThere ? { ok: false, message: `${ref.name} is compared already` } : { ok: true, ref };
}

function parse(text: string, near: ExecutionRef | undefined): ExecutionRef | null {
  const page = PAGE.exec(text);
  if (page !== null) return parseRunParam(page.slice(1, 4).join("/"), DEFAULT_CONNECTION);
  if (text.includes("/")) return parseRunParam(text, DEFAULT_CONNECTION);
  return near !== undefined && /^\S+$/.test(text) ? { ...near, name: text } : null;
}
