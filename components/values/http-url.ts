/** The address when a browser may follow it, else null: values and logs come from workflows and may hold any scheme. */
export function httpUrl(text: string): string | null {
  try {
    const url = new URL(text);
    return url.protocol === "http:" || url.protocol === "https:" ? url.href : null;
  } catch {
    return null;
  }
}
