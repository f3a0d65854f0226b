import type { IncomingMessage, ServerResponse } from "node:http";
import { z } from "zod";
import { clockShiftMs, setClockShift } from "../clock";
import { type Faults, faultShape } from "../faults/fault";
import { scenarioCall } from "../scale/options";
import type { Scenarios } from "../scale/scenarios/scenarios";

/** What a client sends that cannot be done; the message is for it. */
class Refused extends Error {}

const MAX_BODY_BYTES = 10_000;
const MAX_ERROR = 2_000;
const clockBody = z.strictObject({ aheadMs: z.number().min(-1e12).max(1e12) });

export type Control = { scenarios: Scenarios; faults: Faults };

/**
 * Switches for tests and people: scenarios, faults and the clock. Answers false for paths of others. Requests of web pages
 * are refused: whoever opens one must not be able to fill the sandbox.
 */
export async function control(
  parts: Control,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<boolean> {
  const [, area = "", item = ""] = url.pathname.split("/");
  if (!["scenarios", "faults", "clock"].includes(area)) return false;
  const answer = (status: number, body: unknown): void => {
    response.writeHead(status, { "content-type": "application/json" }).end(`${JSON.stringify(body)}\n`);
  };
  try {
    if (request.method !== "GET" && request.headers.origin !== undefined) throw new Refused("not for web pages");
    answer(200, await handle(parts, request, `${request.method} ${area}`, item, url));
  } catch (cause) {
    answer(400, { error: (cause instanceof Error ? cause.message : String(cause)).slice(0, MAX_ERROR) });
  }
  return true;
}

async function handle(
  { scenarios, faults }: Control,
  request: IncomingMessage,
  what: string,
  item: string,
  url: URL,
): Promise<unknown> {
  switch (what) {
    case "GET scenarios":
      return scenarios.list();
    case "POST scenarios":
      return scenarios.run(scenarioCall(item, Object.fromEntries(url.searchParams)));
    case "GET faults":
      return faults.list();
    case "POST faults":
      return faults.add(parsed(faultShape, await bodyOf(request)));
    case "DELETE faults":
      return { removed: faults.remove(item === "" ? null : Number(item)) };
    case "GET clock":
      return { aheadMs: clockShiftMs() };
    case "POST clock":
      setClockShift(parsed(clockBody, await bodyOf(request)).aheadMs);
      return { aheadMs: clockShiftMs() };
    case "DELETE clock":
      setClockShift(0);
      return { aheadMs: 0 };
    default:
      throw new Refused(`${what} is not known`);
  }
}

function parsed<T extends z.ZodType>(shape: T, body: unknown): z.output<T> {
  const found = shape.safeParse(body);
  if (!found.success) throw new Refused(z.prettifyError(found.error));
  return found.data;
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = "";
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > MAX_BODY_BYTES) throw new Refused("the body is too long");
  }
  return JSON.parse(text);
}
