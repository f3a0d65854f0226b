const HEAD_LINES = 3;
const HEAD_CHARS = 600;

/**
 * The lines of an error that tell most. flytekit repeats the exception after "Message:"; a bare Python traceback ends with
 * it; everything else begins with what matters. `left` counts the other lines: the whole stands in the drawer.
 */
export function messageHead(message: string): { text: string; left: number } {
  const lines = message.split("\n").map((line) => line.trimEnd());
  const filled = lines.filter((line) => line.trim() !== "");
  const shown = telling(lines, filled).map((line) => line.trim());
  const text = shown.join("\n");
  return {
    text: text.length > HEAD_CHARS ? `${text.slice(0, HEAD_CHARS)}… ${text.length - HEAD_CHARS} more characters` : text,
    left: filled.length - shown.length,
  };
}

function telling(lines: readonly string[], filled: readonly string[]): readonly string[] {
  const marker = lines.findLastIndex((line) => line.trim() === "Message:");
  if (marker >= 0) {
    const after = lines.slice(marker + 1).filter((line) => line.trim() !== "");
    if (after.length > 0) return after.slice(0, HEAD_LINES);
  }
  const isTraceback = filled.some((line) => line.includes("Traceback (most recent call last)"));
  return isTraceback ? filled.slice(-1) : filled.slice(0, HEAD_LINES);
}
