// @vitest-environment jsdom
import { act, cleanup, renderHook } from "@testing-library/react";
import { NuqsTestingAdapter } from "nuqs/adapters/testing";
import type { ReactNode } from "react";
import { afterEach, describe, expect, it } from "vitest";
import { buildTree } from "@/lib/core/graph/build-tree";
import { aNodeRow } from "@/lib/testing/builders";
import { useExpansion } from "./use-expansion";
import { useFound } from "./use-found";
import { useViewState } from "./use-view-state";

afterEach(cleanup);

const tree = buildTree({
  graph: null,
  dynamicGraphs: {},
  ended: true,
  rows: [
    aNodeRow({ nodeId: "a", isParent: true, phase: "failed" }),
    aNodeRow({ nodeId: "a-0-x", specNodeId: "x", parentId: "a", retryGroup: "0", phase: "failed" }),
    aNodeRow({ nodeId: "b", phase: "succeeded" }),
    aNodeRow({ nodeId: "c", phase: "failed" }),
  ],
});

function show(search: string) {
  const wrapper = ({ children }: { children: ReactNode }) => (
    <NuqsTestingAdapter searchParams={search} hasMemory>
      {children}
    </NuqsTestingAdapter>
  );
  return renderHook(
    () => {
      const url = useViewState();
      return { url, ...useFound(tree, url, url.node, useExpansion(tree, null)) };
    },
    { wrapper },
  ).result;
}

describe("useFound", () => {
  it("goes through the matches of a link round and round, each selected", () => {
    const found = show("?find=status:failed");
    expect(found.current.at).toBe(-1);
    act(() => found.current.step(-1));
    expect(found.current.currentMatch).toBe("c");
    act(() => found.current.step(1));
    expect([found.current.currentMatch, found.current.at]).toEqual(["a/x", 0]);
  });

  it("opens the groups around matches until a person closes them", () => {
    const found = show("?phase=failed");
    expect([...(found.current.rows.shown ?? [])].toSorted()).toEqual(["a", "a/x", "c"]);
    expect([...found.current.rows.expanded]).toEqual(["a"]);
    act(() => found.current.rows.onToggle("a"));
    expect([...found.current.rows.expanded]).toEqual([]);
    act(() => found.current.url.showAll());
    expect([found.current.matches, found.current.rows.shown]).toEqual([null, null]);
  });
});
