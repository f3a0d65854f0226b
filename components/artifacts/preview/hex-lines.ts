const WIDTH = 16;

/** Bytes in lines of sixteen, as `hexdump -C` writes them: place, hexadecimal, and letters of ASCII. */
export function hexLines(base64: string, limit: number): string[] {
  const bytes = atob(base64).slice(0, limit);
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += WIDTH) {
    const part = bytes.slice(at, at + WIDTH);
    const hex = Array.from(part, (char) => char.charCodeAt(0).toString(16).padStart(2, "0")).join(" ");
    const letters = part.replace(/[^\x20-\x7e]/g, ".");
    lines.push(`${at.toString(16).padStart(8, "0")}  ${hex.padEnd(WIDTH * 3 - 1)}  ${letters}`);
  }
  return lines;
}
