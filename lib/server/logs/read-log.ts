import "server-only";
import type { LogChunk } from "@/lib/contract/logs";
import { ContrailError } from "@/lib/core/errors";
import type { Attempt } from "@/lib/core/node";
import { isTerminalAttempt } from "@/lib/core/phase";
import { hostOf } from "@/lib/server/outgoing/allow-list";
import { httpText } from "./http-text";
import type { LogSource } from "./log-source";

const SOURCES: readonly LogSource[] = [httpText];

/**
 * A piece of the log of one attempt, from the first of its links that some source can read. `absent` says why there is
 * none. Throws `not_found` when the node has no such attempt.
 */
export async function readLog(
  attempts: readonly Attempt[],
  { number, from, signal }: { number: number; from: number; signal: AbortSignal },
): Promise<LogChunk> {
  const attempt = attempts.find((each) => each.number === number);
  if (attempt === undefined) throw new ContrailError("not_found", `The node has no attempt ${number}.`);
  const ended = isTerminalAttempt(attempt.phase);
  for (const link of attempt.logs) {
    const source = SOURCES.find((each) => each.canRead(link));
    if (source !== undefined) return source.read(link, { from, ended, signal });
  }
  return { state: "absent", reason: whyAbsent(attempt, ended) };
}

function whyAbsent({ logs }: Attempt, ended: boolean): string {
  const hosts = [...new Set(logs.map(({ uri }) => hostOf(uri)).filter((host) => host !== null))];
  if (hosts.length > 0) return `The log is at ${hosts.join(" and ")}, which CONTRAIL_FETCH_HOSTS does not list.`;
  if (logs.length > 0) return "The links of this attempt do not lead to a log that can be read over HTTP.";
  return ended ? "Flyte names no log for this attempt." : "Flyte names no log for this attempt yet.";
}
