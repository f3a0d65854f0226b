import { describe, expect, it } from "vitest";
import { clusterFailures } from "@/lib/core/failures/cluster-failures";
import { loadLabelledFailures, loadLabelledRuns } from "./load-failures";
import { loadWordings } from "./load-wordings";
import { halfOf, scoreClusters, scoreRuns } from "./score";

const labelled = loadLabelledFailures(null);

describe("failures of the labelled corpus", () => {
  it.each([
    ["all families", labelled],
    ["one half", halfOf(labelled, 0)],
    ["the other half", halfOf(labelled, 1)],
  ])("keeps precision, recall and fault above their thresholds: %s", (_, part) => {
    const score = scoreClusters(part);
    expect(score.families).toBeGreaterThan(40);
    expect(score.precision).toBeGreaterThanOrEqual(0.99);
    expect(score.recall).toBeGreaterThanOrEqual(0.97);
    expect(score.fault).toBeGreaterThanOrEqual(0.95);
    expect(score.swaps).toBeLessThan(0.01);
    expect(score.mergedCuts).toBeLessThanOrEqual(2);
  });

  it("keeps apart what other libraries say", () => {
    const score = scoreClusters(loadWordings());
    expect(score.families).toBeGreaterThan(230);
    expect(score.precision).toBeGreaterThanOrEqual(0.97);
    expect(score.recall).toBeGreaterThanOrEqual(0.95);
    expect(score.fault).toBeGreaterThanOrEqual(0.9);
    expect(score.swaps).toBeLessThan(0.01);
  });

  it("groups the same messages alike in any order", () => {
    const inOrder = groupsById(labelled.messages);
    expect(groupsById(labelled.messages.toReversed())).toEqual(inOrder);
    const shuffled = labelled.messages.toSorted((a, b) => (hashed(a.id) < hashed(b.id) ? -1 : 1));
    expect(groupsById(shuffled)).toEqual(inOrder);
  });

  it("names the first root of every run and shows no consequence as a cause", () => {
    const score = scoreRuns(loadLabelledRuns(null));
    expect(score).toMatchObject({ firstRoot: 1, rootPrecision: 1, rootRecall: 1, falseCauses: 0, fault: 1 });
    expect(score.roles).toBeGreaterThan(0.97);
  });
});

/** Ids sorted by their last digits first: an order that has nothing to do with the first. */
const hashed = (id: string): string => id.split("").reverse().join("");

/** Title and members of every cluster by the ids of its members. */
function groupsById(messages: typeof labelled.messages): Record<string, string> {
  const groups: Record<string, string> = {};
  for (const { title, members } of clusterFailures(messages)) {
    const ids = members.map((member) => messages[member]?.id ?? "").sort();
    groups[ids.join(" ")] = title;
  }
  return groups;
}
