/** The part of a KeyboardEvent that tells which key it is. */
export type Stroke = Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/**
 * One press of a shortcut: `g`, `?`, `shift+x`, `mod+k` (⌘ on a Mac, Ctrl elsewhere). A sequence is several of them with
 * spaces between: `g t`.
 */
export const stepsOf = (keys: string): string[] => keys.split(" ").filter((step) => step !== "");

/** Whether `stroke` is the press that `step` names. Signs (`?`, `[`) count wherever the keyboard has them. */
export function isStep(step: string, stroke: Stroke): boolean {
  const parts = step.length > 1 ? step.split("+") : [step];
  const key = parts.at(-1) ?? "";
  const command = stroke.ctrlKey || stroke.metaKey;
  if (parts.includes("mod") !== command || stroke.altKey) return false;
  if (key.length > 1) return stroke.key.toLowerCase() === key && stroke.shiftKey === parts.includes("shift");
  if (!/^\p{L}$/u.test(key)) return stroke.key === key;
  return stroke.key.toLowerCase() === key && stroke.shiftKey === parts.includes("shift");
}

/** `mod+k` as it is written on the keys of this computer: `⌘K` or `Ctrl K`. */
export function writtenKeys(keys: string, isMac: boolean): string {
  return stepsOf(keys)
    .map((step) => writtenStep(step, isMac))
    .join(" ");
}

function writtenStep(step: string, isMac: boolean): string {
  if (step.startsWith("mod+")) return `${isMac ? "⌘" : "Ctrl "}${step.slice(4).toUpperCase()}`;
  if (step.startsWith("shift+")) return `Shift ${step.slice(6)}`;
  return NAMES[step] ?? step;
}

const NAMES: Record<string, string> = { enter: "Enter", escape: "Esc", arrowup: "↑", arrowdown: "↓" };
