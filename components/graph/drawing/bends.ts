import type { Direction } from "../geometry";

/** What a line is drawn with: a canvas, a path of an SVG, or a row of points to measure a distance to. */
export type Pen = {
  moveTo: (x: number, y: number) => void;
  lineTo: (x: number, y: number) => void;
  bezierCurveTo: (x1: number, y1: number, x2: number, y2: number, x: number, y: number) => void;
};

/** Curves that leave and arrive along the flow between bends; `isStraight` from far away, where both look the same. */
export function traceRoute(pen: Pen, points: readonly number[], direction: Direction, isStraight: boolean): void {
  let [x, y] = [points[0] ?? 0, points[1] ?? 0];
  pen.moveTo(x, y);
  for (let at = 2; at < points.length; at += 2) {
    const [nextX, nextY] = [points[at] ?? 0, points[at + 1] ?? 0];
    if (nextX === x || nextY === y || isStraight) pen.lineTo(nextX, nextY);
    else if (direction === "down") {
      const reach = (nextY - y) * 0.55;
      pen.bezierCurveTo(x, y + reach, nextX, nextY - reach, nextX, nextY);
    } else {
      const reach = (nextX - x) * 0.55;
      pen.bezierCurveTo(x + reach, y, nextX - reach, nextY, nextX, nextY);
    }
    [x, y] = [nextX, nextY];
  }
}

/** The chevron at the end of a line. */
export function traceHead(pen: Pen, points: readonly number[], direction: Direction): void {
  const [x, y] = [points.at(-2) ?? 0, points.at(-1) ?? 0];
  if (direction === "down") {
    pen.moveTo(x - 3.2, y - 5.2);
    pen.lineTo(x, y - 1.5);
    pen.lineTo(x + 3.2, y - 5.2);
  } else {
    pen.moveTo(x - 5.2, y - 3.2);
    pen.lineTo(x - 1.5, y);
    pen.lineTo(x - 5.2, y + 3.2);
  }
}
