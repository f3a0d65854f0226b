import type { FlyteError } from "@/lib/core/execution";

/** One line of an error: `name` as people call it ("ValueError" of "USER:ValueError"), `text` what it says. */
export type ErrorLine = { name: string; text: string };

/** True when a list's short text ends before the line that names the cause. */
export const isCauseCutOff = ({ cut, message }: FlyteError): boolean => cut && causeOf(message) === null;

/** The line of an error that tells most; for a traceback that was cut, that it was. */
export function errorLineOf({ code, message, cut }: FlyteError): ErrorLine {
  const name = code.split(":").at(-1) ?? code;
  const cause = causeOf(message) ?? (cut ? "traceback, cut in Flyte's list" : (filledLines(message).at(-1) ?? ""));
  return { name, text: cause.startsWith(`${name}: `) ? cause.slice(name.length + 2) : cause };
}

/**
 * flytekit repeats the exception after "Message:"; any other text begins with what matters. Null for a traceback without
 * that section: its last line names the cause only if nothing was cut off.
 */
function causeOf(message: string): string | null {
  const lines = filledLines(message);
  const marker = lines.lastIndexOf("Message:");
  if (marker >= 0) return lines[marker + 1] ?? null;
  const traced = lines.slice(0, 3).some((line) => line === "Trace:" || line.includes("Traceback"));
  return traced ? null : (lines[0] ?? "");
}

const filledLines = (message: string): string[] =>
  message
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
