import { z } from "zod";
import { DEFAULT_CONNECTION, type ExecutionRef } from "@/lib/core/refs";

const answer = z.object({ executions: z.array(z.string()).min(1), made: z.record(z.string(), z.number()) });

/** A run that the sandbox has made, and how many nodes or items it has. */
export type Made = { ref: ExecutionRef; nodes: number };

/** Has the sandbox make a scenario ("F3", "F3?rate=20"); resolves when its rows are there. */
export async function makeScenario(httpHost: string, call: string): Promise<Made> {
  const response = await fetch(`http://${httpHost}/scenarios/${call}`, { method: "POST" });
  if (!response.ok) throw new Error(`the sandbox answered ${response.status} to ${call}: ${await response.text()}`);
  const { executions, made } = answer.parse(await response.json());
  const ref = {
    connection: DEFAULT_CONNECTION,
    project: "flytesnacks",
    domain: "development",
    name: executions[0] ?? "",
  };
  return { ref, nodes: made.nodes ?? 0 };
}
