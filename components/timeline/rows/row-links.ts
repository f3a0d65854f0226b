import type { NodeLine } from "@/components/nodes/node-lines";

/** From the end of one row's node to the begin of the next one's on the chain; both are places in the list of rows. */
export type RowLink = { from: number; to: number };

/**
 * The chain as steps between rows on view. A node within a closed group is met in the row of the group; one that is not
 * on view at all (out of the window) is passed over.
 */
export function rowLinks(chain: readonly string[], lines: readonly NodeLine[]): RowLink[] {
  const places = new Map(lines.map(({ node }, index) => [node.path, index]));
  const links: RowLink[] = [];
  let last: number | null = null;
  for (const path of chain) {
    const place = nearest(places, path);
    if (place === null || place === last) continue;
    if (last !== null) links.push({ from: last, to: place });
    last = place;
  }
  return links;
}

function nearest(places: ReadonlyMap<string, number>, path: string): number | null {
  for (let at = path; ; at = at.slice(0, at.lastIndexOf("/"))) {
    const place = places.get(at);
    if (place !== undefined) return place;
    if (!at.includes("/")) return null;
  }
}
