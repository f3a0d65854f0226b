import { describe, expect, it } from "vitest";
import type { MapItem } from "@/lib/core/node";
import { itemLines, itemStates } from "./item-lines";

const item = (index: number, retryAttempt: number, phase: MapItem["phase"]): MapItem => ({
  index,
  retryAttempt,
  externalId: `pod-${index}-${retryAttempt}`,
  phase,
  cacheStatus: "disabled",
  logs: [],
});

const states = itemStates([
  item(1, 1, "succeeded"),
  item(0, 0, "succeeded"),
  item(1, 0, "failed"),
  item(2, 0, "failed"),
]);

describe("items of a map task", () => {
  it("have one state an index, that of the last try", () => {
    expect(states.map(({ index, phase, tries }) => [index, phase, tries.length])).toEqual([
      [0, "succeeded", 1],
      [1, "succeeded", 2],
      [2, "failed", 1],
    ]);
  });

  it("are only those that are marked, with the tries of an open one below it", () => {
    expect(itemLines(states, new Set([2]), new Set()).map(({ item: { index } }) => index)).toEqual([2]);
    expect(itemLines(states, null, new Set([1])).map(({ kind, item: { phase } }) => [kind, phase])).toEqual([
      ["item", "succeeded"],
      ["item", "succeeded"],
      ["try", "failed"],
      ["try", "succeeded"],
      ["item", "failed"],
    ]);
  });
});
