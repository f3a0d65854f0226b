/** What a text means, or one sentence on why it means nothing. */
export type Parsed<T> = { ok: true; value: T } | { ok: false; message: string };

export const good = <T>(value: T): Parsed<T> => ({ ok: true, value });
export const fail = (message: string): { ok: false; message: string } => ({ ok: false, message });

/** Longest piece of bad input that a message repeats. */
const MAX_QUOTED = 40;

/** Bad input as a message names it. */
export function quote(text: string): string {
  const line = text.length > MAX_QUOTED ? `${text.slice(0, MAX_QUOTED)}…` : text;
  return `“${line}”`;
}
