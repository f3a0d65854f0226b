/** Cells of a field in rows from the top left, in pixels. `cell` is the step from one to the next, its gap included. */
export type Cells = { count: number; columns: number; rows: number; cell: number };

const LEAST = 5;
const MOST = 14;
/** Space between cells; the smallest keep most of theirs. */
const gapOf = (cell: number): number => (cell < 8 ? 1 : 2);

/** The largest cells with which all items fit into a place, and the smallest ones, scrolled, where none fit. */
export function fitCells(count: number, width: number, height: number): Cells {
  for (let cell = MOST; cell > LEAST; cell--) {
    const cells = withCell(count, width, cell);
    if (cells.rows * cell <= height) return cells;
  }
  return withCell(count, width, LEAST);
}

function withCell(count: number, width: number, cell: number): Cells {
  const columns = Math.max(1, Math.min(count, Math.floor(width / cell)));
  return { count, columns, rows: Math.ceil(count / columns), cell };
}

/** The place of a cell: near corner and size without the gap. */
export const cellAt = ({ columns, cell }: Cells, at: number): { x: number; y: number; size: number } => ({
  x: (at % columns) * cell,
  y: Math.floor(at / columns) * cell,
  size: cell - gapOf(cell),
});

/** The cell under a point, null beside the cells. */
export function hitCell({ count, columns, cell }: Cells, x: number, y: number): number | null {
  const [column, row] = [Math.floor(x / cell), Math.floor(y / cell)];
  if (column < 0 || column >= columns || row < 0) return null;
  const at = row * columns + column;
  return at < count ? at : null;
}

export type Corner = { x: number; y: number };

/** The cells that a rectangle between two corners touches, in order. */
export function brushedCells({ count, columns, rows, cell }: Cells, from: Corner, to: Corner): number[] {
  const clamped = (value: number, most: number) => Math.min(Math.max(Math.floor(value / cell), 0), most);
  const [left, right] = [from.x, to.x].map((x) => clamped(x, columns - 1)).sort((a, b) => a - b);
  const [top, bottom] = [from.y, to.y].map((y) => clamped(y, rows - 1)).sort((a, b) => a - b);
  const found: number[] = [];
  for (let row = top ?? 0; row <= (bottom ?? 0); row++) {
    for (let column = left ?? 0; column <= (right ?? 0); column++) {
      if (row * columns + column < count) found.push(row * columns + column);
    }
  }
  return found;
}
