import { z } from "zod";
import type { WorkflowExecutionIdentifier } from "@/lib/flyteidl/gen/flyteidl/core/identifier_pb";
import type { EngineState } from "@/sandbox/contract";
import { type ScenarioName, type ScenarioOptions, scenarioCall } from "@/sandbox/scale/options";

/** What a restart needs to know of a live run: its plan comes again from the options. */
export type LiveNote = { scenario: ScenarioName; options: ScenarioOptions; createdAtMs: number; done: number };

const noteShape = z.object({
  scenario: z.string(),
  options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  createdAtMs: z.number(),
  done: z.number(),
});

const keyOf = ({ project, domain, name }: WorkflowExecutionIdentifier): string => `scale/${project}/${domain}/${name}`;

export function remember(state: EngineState, id: WorkflowExecutionIdentifier, note: LiveNote): void {
  state.put(keyOf(id), Buffer.from(JSON.stringify(note)));
}

export function forget(state: EngineState, id: WorkflowExecutionIdentifier): void {
  state.delete(keyOf(id));
}

/** Null for an execution that no scenario plays. */
export function noteOf(state: EngineState, id: WorkflowExecutionIdentifier): LiveNote | null {
  const bytes = state.get(keyOf(id));
  if (bytes === null) return null;
  const note = noteShape.parse(JSON.parse(Buffer.from(bytes).toString("utf8")));
  const given = Object.entries(note.options).map(([key, value]) => [key, String(value)] as const);
  return { ...scenarioCall(note.scenario, Object.fromEntries(given)), createdAtMs: note.createdAtMs, done: note.done };
}
