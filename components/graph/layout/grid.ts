import type { Direction, Geometry, Structure } from "../geometry";
import { layoutWith } from "./layout-structure";

const GAP = 24;

/**
 * Every level as rows of a grid in the order of the workflow, edges as straight lines: what is drawn when the layout took
 * too long. Linear in the number of nodes.
 */
export function layoutGrid(structure: Structure, direction: Direction): Geometry {
  return layoutWith(structure, direction, ({ nodes, edges }, sizes) => {
    const columns = Math.max(1, Math.ceil(Math.sqrt(nodes.length * 0.6)));
    const places: { x: number; y: number; rank: number; order: number }[] = [];
    let [x, y, rowHeight, width] = [0, 0, 0, 0];
    sizes.forEach((size, index) => {
      if (index % columns === 0 && index > 0) {
        y += rowHeight + GAP;
        x = 0;
        rowHeight = 0;
      }
      places.push({ x, y, rank: Math.floor(index / columns), order: index % columns });
      x += size.width + GAP;
      rowHeight = Math.max(rowHeight, size.height);
      width = Math.max(width, x - GAP);
    });
    const indexOf = new Map(nodes.map(({ id }, index) => [id, index]));
    const routes = edges.flatMap((edge) => {
      const [from, to] = [indexOf.get(edge.source), indexOf.get(edge.target)];
      if (from === undefined || to === undefined || from === to) return [];
      const [start, end] = [places[from], places[to]];
      const [size, endSize] = [sizes[from], sizes[to]];
      if (start === undefined || end === undefined || size === undefined || endSize === undefined) return [];
      const points = [start.x + size.width / 2, start.y + size.height, end.x + endSize.width / 2, end.y];
      return [{ ...edge, points }];
    });
    return { width, height: y + rowHeight, places, routes };
  });
}
