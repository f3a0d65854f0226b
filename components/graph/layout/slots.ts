import type { Direction } from "../geometry";
import { at } from "./at";
import type { Layers } from "./layers";

/** Sizes of a level's nodes as the flow sees them: `across` it and `along` it. */
export type Sizes = { across: readonly number[]; along: readonly number[]; isGroup: readonly boolean[] };

/**
 * What stands side by side in a rank: a node, a bend of a long edge, or a block. A rank of a thousand would be 150,000 px
 * wide and no zoom makes that readable, so its cards stand in rows, and edges reach the inner rows through the channel at
 * the left of each column.
 */
export type Slot = { items: number[]; across: number; along: number; block: Block | null };
type Block = { columns: number; cellAcross: number; rows: { start: number; along: number }[] };

/** Cards beyond this many in one rank are wrapped into a block. */
const MAX_IN_ROW = 16;
export const CELL_GAP = 16;
/** Wanted across : along of a block; the screen is wider than high, and an edge into a block should not be long. */
const BLOCK_RATIO: Readonly<Record<Direction, number>> = { down: 2.4, right: 1.1 };

export function makeSlots(layers: Layers, sizes: Sizes, direction: Direction): Slot[][] {
  return layers.ranks.map((rank) => {
    const cards = rank.filter((item) => item < layers.nodes && sizes.isGroup[item] !== true);
    if (cards.length <= MAX_IN_ROW) return rank.map((item) => singleSlot(item, layers.nodes, sizes));
    const inBlock = new Set(cards);
    const middle = cards[cards.length >> 1];
    const slots: Slot[] = [];
    for (const item of rank) {
      if (item === middle) slots.push(blockSlot(cards, sizes, direction));
      else if (!inBlock.has(item)) slots.push(singleSlot(item, layers.nodes, sizes));
    }
    return slots;
  });
}

function singleSlot(item: number, nodes: number, { across, along }: Sizes): Slot {
  const isNode = item < nodes;
  return {
    items: [item],
    across: isNode ? at(across, item) : 0,
    along: isNode ? at(along, item) : 0,
    block: null,
  };
}

function blockSlot(items: number[], { across, along }: Sizes, direction: Direction): Slot {
  const cellAcross = Math.max(...chunkedMax(items, across));
  const cellAlong = Math.max(...chunkedMax(items, along));
  const ideal = Math.sqrt((items.length * BLOCK_RATIO[direction] * (cellAlong + CELL_GAP)) / (cellAcross + CELL_GAP));
  const columns = Math.max(6, Math.ceil(ideal));
  const rows: Block["rows"] = [];
  let start = 0;
  for (let first = 0; first < items.length; first += columns) {
    const height = Math.max(...items.slice(first, first + columns).map((item) => at(along, item)));
    rows.push({ start, along: height });
    start += height + CELL_GAP;
  }
  return {
    items,
    across: columns * (cellAcross + CELL_GAP),
    along: start - CELL_GAP,
    block: { columns, cellAcross, rows },
  };
}

/** Largest size of each 1,000 items: a call with tens of thousands of arguments overflows the stack. */
function chunkedMax(items: readonly number[], sizes: readonly number[]): number[] {
  const largest: number[] = [0];
  for (let first = 0; first < items.length; first += 1_000)
    largest.push(Math.max(...items.slice(first, first + 1_000).map((item) => at(sizes, item))));
  return largest;
}
