import { at } from "./at";
import type { Layers } from "./layers";
import type { Placed } from "./place";
import { CELL_GAP, type Sizes } from "./slots";

/** Distance from a group's corner at which an edge may still end. */
const CORNER = 18;

/**
 * Points of an edge as across, along, across, along, …: out of the source, past each rank between with a bend at both of
 * its borders (one bend in the middle would cut through the cards beside), into the target.
 */
export function routeEdge(chain: readonly number[], layers: Layers, placed: Placed, sizes: Sizes): number[] {
  const [source = 0, target = 0] = [chain[0], chain.at(-1)];
  const isForward = at(layers.rankOf, source) < at(layers.rankOf, target);
  const shared = chain.length === 2 ? sharedLine(source, target, placed, sizes) : null;
  const from = shared ?? port(source, chain[1] ?? target, layers, placed, sizes);
  const to = shared ?? port(target, chain.at(-2) ?? source, layers, placed, sizes);
  const start = at(placed.along, source) + at(sizes.along, source);
  const end = at(placed.along, target);
  if (!isForward) return [from, start, to, end];
  const points = [from, start];
  leave(points, source, start, from, layers, placed);
  for (let index = 1; index + 1 < chain.length; index++) {
    const bend = at(chain, index);
    const rank = at(layers.rankOf, bend);
    points.push(at(placed.across, bend), at(placed.rankStart, rank));
    points.push(at(placed.across, bend), at(placed.rankEnd, rank));
  }
  enter(points, target, end, layers, placed);
  points.push(to, end);
  return withoutStraightPoints(points);
}

/** Two groups that face each other are joined by a straight line in the middle of what they share. */
function sharedLine(source: number, target: number, placed: Placed, sizes: Sizes): number | null {
  if (sizes.isGroup[source] !== true || sizes.isGroup[target] !== true) return null;
  const [from, to] = [at(placed.across, source), at(placed.across, target)];
  const start = Math.max(from, to) + CORNER;
  const end = Math.min(from + at(sizes.across, source), to + at(sizes.across, target)) - CORNER;
  return start > end ? null : Math.round((start + end) / 2);
}

/** Where an edge meets a node: the middle of a card, on a wide group the place nearest to where the edge comes from. */
function port(node: number, other: number, layers: Layers, placed: Placed, sizes: Sizes): number {
  const near = at(placed.across, node);
  const size = at(sizes.across, node);
  if (sizes.isGroup[node] !== true) return near + size / 2;
  const otherSize = other < layers.nodes ? at(sizes.across, other) : 0;
  const wanted = at(placed.across, other) + otherSize / 2;
  const corner = Math.min(CORNER, size / 2);
  return Math.min(Math.max(wanted, near + corner), near + size - corner);
}

function leave(points: number[], node: number, start: number, line: number, layers: Layers, placed: Placed): void {
  const rankEnd = placed.rankEnd[at(layers.rankOf, node)] ?? start;
  if (rankEnd <= start) return;
  const channel = placed.channel[node] ?? Number.NaN;
  if (Number.isNaN(channel)) points.push(line, rankEnd);
  else points.push(channel, start + CELL_GAP, channel, rankEnd);
}

function enter(points: number[], node: number, end: number, layers: Layers, placed: Placed): void {
  const rankStart = placed.rankStart[at(layers.rankOf, node)] ?? end;
  const channel = placed.channel[node] ?? Number.NaN;
  if (end <= rankStart || Number.isNaN(channel)) return;
  points.push(channel, rankStart, channel, end - CELL_GAP);
}

/** Drops the points in the middle of a straight line along the flow: a long edge has two on every rank. */
function withoutStraightPoints(points: readonly number[]): number[] {
  const kept = points.slice(0, 2);
  for (let index = 2; index + 2 < points.length; index += 2) {
    const isStraight = points[index] === points[index - 2] && points[index] === points[index + 2];
    if (!isStraight) kept.push(at(points, index), at(points, index + 1));
  }
  kept.push(...points.slice(-2));
  return kept;
}
