/** A run of plain text from `at` on, or a mark that stands for something that could not be seen: `U+202E`, `NUL`. */
export type TextPart = { at: number; text: string; mark: string | null };

/**
 * Everything without a shape of its own: controls, format and direction characters, blanks that are not U+0020, fillers,
 * variation selectors, halves of surrogate pairs. Line breaks and tabs keep their meaning where lines are shown.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{DI}]|(?! )\p{Zs}/gu;

const NAMES: Readonly<Record<string, string>> = {
  "\0": "NUL",
  "\t": "⇥",
  "\n": "↵",
  "\r": "CR",
  "\x1b": "ESC",
  "\x7f": "DEL",
  "\u00A0": "NBSP",
  "\uFEFF": "BOM",
};

/** A text in parts, unseen characters as marks. `keepLines` leaves line breaks and tabs as they are. */
export function visibleParts(text: string, { keepLines }: { keepLines: boolean }): TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(UNSEEN)) {
    const [char] = match;
    if (keepLines && (char === "\n" || char === "\t")) continue;
    if (match.index > from) parts.push({ at: from, text: text.slice(from, match.index), mark: null });
    parts.push({ at: match.index, text: char, mark: NAMES[char] ?? codeOf(char) });
    from = match.index + char.length;
  }
  if (from < text.length || parts.length === 0) parts.push({ at: from, text: text.slice(from), mark: null });
  return parts;
}

const codeOf = (char: string): string => `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

const LOOK_ALIKE_SCRIPTS = [
  ["Cyrillic", /\p{Script=Cyrillic}/u],
  ["Greek", /\p{Script=Greek}/u],
  ["Armenian", /\p{Script=Armenian}/u],
  ["Cherokee", /\p{Script=Cherokee}/u],
  ["full-width", /[\uFF01-\uFF5E]/],
  ["mathematical", /[\u{1D400}-\u{1D7FF}]/u],
] as const;

/** The script whose letters stand among Latin ones in one word, where they can be taken for them; null for none. */
export function mixedScript(text: string): string | null {
  for (const word of text.slice(0, 10_000).split(/[^\p{L}\p{N}]+/u)) {
    if (!/\p{Script=Latin}/u.test(word) && !/[\uFF01-\uFF5E\u{1D400}-\u{1D7FF}]/u.test(word)) continue;
    const found = LOOK_ALIKE_SCRIPTS.find(([, pattern]) => pattern.test(word));
    if (found !== undefined) return found[0];
  }
  return null;
}
