import type { Direction } from "../geometry";
import { at } from "./at";
import { placeInOrder } from "./isotonic";
import type { Layers } from "./layers";
import { CELL_GAP, type Sizes, type Slot } from "./slots";

/** Where everything of a level is, across and along the flow; both begin at 0. */
export type Placed = {
  /** Near corner of nodes; of bends the line itself. */
  across: Float64Array;
  along: Float64Array;
  rankStart: number[];
  rankEnd: number[];
  /** For nodes of a block: the line of the channel beside them, else NaN. */
  channel: Float64Array;
  acrossSize: number;
  alongSize: number;
};

type Gaps = { node: number; rank: number };
const GAPS: Readonly<Record<Direction, Gaps>> = {
  down: { node: 12, rank: 30 },
  right: { node: 20, rank: 48 },
};
const BEND_GAP = 12;

export function placeSlots(slots: Slot[][], layers: Layers, sizes: Sizes, direction: Direction): Placed {
  const gaps = GAPS[direction];
  const centres = centreSlots(slots, layers, gaps);
  const { rankStart, rankEnd } = stackRanks(slots, layers, gaps);
  const items = layers.rankOf.length;
  const across = new Float64Array(items);
  const along = new Float64Array(items);
  const channel = new Float64Array(items).fill(Number.NaN);
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  slots.forEach((rank, rankIndex) => {
    const top = at(rankStart, rankIndex);
    rank.forEach((slot, index) => {
      const near = at(centres[rankIndex] ?? [], index) - slot.across / 2;
      least = Math.min(least, near);
      most = Math.max(most, near + slot.across);
      slot.items.forEach((item, cell) => {
        const { block } = slot;
        across[item] = block === null ? near : near + (cell % block.columns) * (block.cellAcross + CELL_GAP) + CELL_GAP;
        along[item] = block === null ? top : top + (block.rows[Math.floor(cell / block.columns)]?.start ?? 0);
        if (block !== null) channel[item] = at(across, item) - CELL_GAP / 2;
      });
    });
  });
  for (let item = 0; item < items; item++) {
    across[item] = Math.round(at(across, item) - least);
    channel[item] = Math.round(at(channel, item) - least);
  }
  return {
    across,
    along,
    rankStart,
    rankEnd,
    channel,
    acrossSize: items === 0 ? 0 : Math.ceil(most - least),
    alongSize: rankEnd.at(-1) ?? 0,
  };
}

type Link = { rank: number; slot: number; weight: number };

/**
 * Centre of each slot across the flow. Slots ask to be at the mean of what they are joined to, in passes down and up and
 * then both ways; bends insist most, so that a long edge runs straight.
 */
function centreSlots(slots: Slot[][], layers: Layers, gaps: Gaps): number[][] {
  const { upLinks, downLinks } = linkSlots(slots, layers);
  const offsets = slots.map((rank) => runningOffsets(rank, layers.nodes, gaps));
  const centres = offsets.map((rank) => rank.map((offset) => offset - (rank.at(-1) ?? 0) / 2));
  const settle = (rank: number, sides: readonly Link[][][][]) => {
    const wanted: number[] = [];
    const weights: number[] = [];
    slots[rank]?.forEach((_, index) => {
      let sum = 0;
      let weight = 0;
      for (const side of sides) {
        for (const link of side[rank]?.[index] ?? []) {
          sum += at(centres[link.rank] ?? [], link.slot) * link.weight;
          weight += link.weight;
        }
      }
      wanted.push(weight === 0 ? at(centres[rank] ?? [], index) : sum / weight);
      weights.push(weight === 0 ? 0.05 : weight);
    });
    centres[rank] = placeInOrder(wanted, weights, offsets[rank] ?? []);
  };
  const passes = layers.rankOf.length < 30_000 ? 8 : 4;
  for (let pass = 0; pass < passes; pass++) {
    for (let rank = 1; rank < slots.length; rank++) settle(rank, [upLinks]);
    for (let rank = slots.length - 2; rank >= 0; rank--) settle(rank, [downLinks]);
  }
  for (let pass = 0; pass < 2; pass++) {
    for (let rank = 0; rank < slots.length; rank++) settle(rank, [upLinks, downLinks]);
    for (let rank = slots.length - 1; rank >= 0; rank--) settle(rank, [upLinks, downLinks]);
  }
  return centres;
}

function linkSlots(slots: Slot[][], { nodes, down, rankOf }: Layers) {
  const slotOf = new Int32Array(rankOf.length);
  for (const rank of slots) rank.forEach((slot, index) => slot.items.forEach((item) => (slotOf[item] = index)));
  const empty = (): Link[][][] => slots.map((rank) => rank.map(() => []));
  const [upLinks, downLinks] = [empty(), empty()];
  for (let item = 0; item < down.length; item++) {
    const rank = at(rankOf, item);
    for (const end of down[item] ?? []) {
      const weight = (item < nodes ? 1 : 3) * (end < nodes ? 1 : 3);
      const [from, to] = [at(slotOf, item), at(slotOf, end)];
      downLinks[rank]?.[from]?.push({ rank: rank + 1, slot: to, weight });
      upLinks[rank + 1]?.[to]?.push({ rank, slot: from, weight });
    }
  }
  return { upLinks, downLinks };
}

function runningOffsets(rank: readonly Slot[], nodes: number, gaps: Gaps): number[] {
  let offset = 0;
  let before: Slot | undefined;
  return rank.map((slot) => {
    if (before !== undefined) {
      const areNodes = at(before.items, 0) < nodes && at(slot.items, 0) < nodes;
      offset += before.across / 2 + (areNodes ? gaps.node : BEND_GAP) + slot.across / 2;
    }
    before = slot;
    return offset;
  });
}

/** Ranks one after the other; where many edges turn between two of them the gap is wider, so that they can be told apart. */
function stackRanks(slots: Slot[][], layers: Layers, gaps: Gaps) {
  const rankStart: number[] = [];
  const rankEnd: number[] = [];
  let along = 0;
  slots.forEach((rank, index) => {
    rankStart.push(along);
    let size = 0;
    for (const slot of rank) size = Math.max(size, slot.along);
    along += size;
    rankEnd.push(along);
    let edges = 0;
    for (const item of layers.ranks[index] ?? []) edges += layers.down[item]?.length ?? 0;
    along += gaps.rank + Math.round(Math.min(64, Math.max(0, edges - (layers.ranks[index]?.length ?? 0)) * 0.6));
  });
  return { rankStart, rankEnd };
}
