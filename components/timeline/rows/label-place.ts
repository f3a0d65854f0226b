import { textPx } from "../time-text";

export type LabelPlace = { text: string; px: number; anchor: "start" | "end" };

const SPACE_PX = 6;

/**
 * The longest of the texts (they are in order, the longest first) that has room beside a bar, right of it rather than left;
 * the shortest within its right end where none has.
 */
export function labelPlace(
  bar: { fromPx: number; toPx: number },
  texts: readonly string[],
  widthPx: number,
): LabelPlace | null {
  for (const text of texts) {
    const needs = textPx(text) + SPACE_PX;
    if (bar.toPx + needs <= widthPx) return { text, px: bar.toPx + SPACE_PX, anchor: "start" };
    if (bar.fromPx - needs >= 0) return { text, px: bar.fromPx - SPACE_PX, anchor: "end" };
  }
  const text = texts.at(-1);
  return text === undefined ? null : { text, px: Math.min(bar.toPx, widthPx) - SPACE_PX, anchor: "end" };
}
