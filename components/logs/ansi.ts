export type InkedText = { text: string; ink: Ink; bold: boolean };
export type Ink = "plain" | "dim" | "red" | "green" | "yellow" | "blue" | "magenta" | "cyan";

const INKS: Record<number, Ink> = {
  30: "dim",
  31: "red",
  32: "green",
  33: "yellow",
  34: "blue",
  35: "magenta",
  36: "cyan",
  90: "dim",
  91: "red",
  92: "green",
  93: "yellow",
  94: "blue",
  95: "magenta",
  96: "cyan",
};

// Control sequences with parameters, window titles and links (which may carry any address), and lone escapes.
// oxlint-disable-next-line no-control-regex -- terminals are spoken to in control characters
const ESCAPE = /\u001b\[([0-9;?]*)([ -/]*[@-~])|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[@-_]?/g;

/**
 * A line of terminal output as coloured text: colours and bold are kept, every other escape is removed, and what a
 * carriage return wrote over is gone, as on a terminal.
 */
export function inkedLine(line: string): InkedText[] {
  const visible = afterCarriageReturn(line);
  const parts: InkedText[] = [];
  let ink: Ink = "plain";
  let bold = false;
  let from = 0;
  const push = (to: number): void => {
    if (to > from) parts.push({ text: visible.slice(from, to), ink, bold });
  };
  for (const match of visible.matchAll(ESCAPE)) {
    push(match.index);
    from = match.index + match[0].length;
    if (match[2] !== "m") continue;
    for (const code of (match[1] ?? "").split(";").map(Number)) {
      if (code === 0) [ink, bold] = ["plain", false];
      else if (code === 1) bold = true;
      else if (code === 2) ink = "dim";
      else if (code === 39) ink = "plain";
      else ink = INKS[code] ?? ink;
    }
  }
  push(visible.length);
  return parts;
}

/** The text alone, for copying and searching. */
export const plainLine = (line: string): string =>
  inkedLine(line)
    .map(({ text }) => text)
    .join("");

function afterCarriageReturn(line: string): string {
  const trimmed = line.endsWith("\r") ? line.slice(0, -1) : line;
  return trimmed.slice(trimmed.lastIndexOf("\r") + 1);
}
