/** Height of the head of the rows, which stays on top while they scroll. */
export const AXIS_PX = 24;

/** Sizes of the view at a width: rows are taller and words beside bars give way where it is narrow. */
export type Columns = { treePx: number; barsPx: number; rowPx: number; isNarrow: boolean };

export function columnsAt(widthPx: number): Columns {
  if (widthPx < 600) return { treePx: Math.max(120, widthPx - 120), barsPx: 120, rowPx: 44, isNarrow: true };
  const treePx = widthPx < 900 ? 200 : 252;
  return { treePx, barsPx: widthPx - treePx, rowPx: 21, isNarrow: false };
}
