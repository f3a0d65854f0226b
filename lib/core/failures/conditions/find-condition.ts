import { CLUSTER_CONDITIONS } from "./cluster";
import { COMPUTE_CONDITIONS } from "./compute";
import { PYTHON_CONDITIONS } from "./python";
import { SERVICE_CONDITIONS } from "./services";
import { TRANSPORT_CONDITIONS } from "./transport";
import type { Condition } from "./types";

/** A condition met, with the names that tell two of its causes apart. `end` is where the match ended in the text. */
export type FoundCondition = { condition: Condition; names: string[]; end: number };

const OF_EXCEPTIONS: readonly Condition[] = [
  ...COMPUTE_CONDITIONS,
  ...PYTHON_CONDITIONS,
  ...SERVICE_CONDITIONS,
  ...TRANSPORT_CONDITIONS,
];
/** A text without exception is the engine's or the cluster's: their words come first. */
const OF_ENGINE: readonly Condition[] = [...CLUSTER_CONDITIONS, ...OF_EXCEPTIONS];

/** Patterns with gaps cost their gap for every character: what says the condition is near the beginning. */
const MAX_CHARS = 6_000;

/**
 * The condition that a text reports; conditions of the engine are sought in texts of no exception only. The first line is
 * asked first: what follows it are details and hints, which name other conditions ("enable device-side assertions").
 */
export function findCondition(text: string, isException: boolean): FoundCondition | null {
  const [first = ""] = text.slice(0, MAX_CHARS).split("\n");
  return findIn(first, isException) ?? (first === text ? null : findIn(text.slice(0, MAX_CHARS), isException));
}

/** What a connection met, of whoever used it. */
export const isOfTransport = (condition: Condition): boolean => TRANSPORT_CONDITIONS.includes(condition);

function findIn(text: string, isException: boolean): FoundCondition | null {
  for (const condition of isException ? OF_EXCEPTIONS : OF_ENGINE) {
    const found = condition.pattern.exec(text);
    if (found === null) continue;
    const told = condition.names?.(text) ?? found.slice(1);
    const names = told.flatMap((name) => (name === undefined || name === "" ? [] : [name.toLowerCase()]));
    return { condition, names, end: found.index + found[0].length };
  }
  return null;
}
