const HEAD_LINES = 4;
const HEAD_CHARS = 900;

/**
 * The lines of an error that tell most: a Python traceback is read from its end, everything else from its start. What is
 * left out is counted; the whole stands in the drawer.
 */
export function messageHead(message: string): string {
  const lines = message.replace(/\s+$/, "").split("\n");
  if (lines.length <= HEAD_LINES && message.length <= HEAD_CHARS) return lines.join("\n");
  const isTraceback = lines.some((line) => line.includes("Traceback (most recent call last)"));
  const shown = isTraceback ? lines.slice(-HEAD_LINES) : lines.slice(0, HEAD_LINES);
  const left = lines.length - shown.length;
  const text = shown.join("\n");
  const cut = text.length > HEAD_CHARS ? `${text.slice(0, HEAD_CHARS)}…` : text;
  if (left === 0) return cut;
  const note = `… ${left} more ${left === 1 ? "line" : "lines"}`;
  return isTraceback ? `${note}\n${cut}` : `${cut}\n${note}`;
}
