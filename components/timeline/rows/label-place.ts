export type LabelPlace = { px: number; anchor: "start" | "end" };

const SPACE_PX = 6;
/** Mean width of a character at 11 px, digits and lower case. */
const CHAR_PX = 5.8;

export const textPx = (text: string): number => text.length * CHAR_PX;

/** Right of a bar where there is room, else left of it, else within its right end. */
export function labelPlace(bar: { fromPx: number; toPx: number }, text: string, widthPx: number): LabelPlace {
  const needs = textPx(text) + SPACE_PX;
  if (bar.toPx + needs <= widthPx) return { px: bar.toPx + SPACE_PX, anchor: "start" };
  if (bar.fromPx - needs >= 0) return { px: bar.fromPx - SPACE_PX, anchor: "end" };
  return { px: Math.min(bar.toPx, widthPx) - SPACE_PX, anchor: "end" };
}
