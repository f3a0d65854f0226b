// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { buildTree } from "@/lib/core/graph/build-tree";
import { aNodeRow } from "@/lib/testing/builders";
import { indexScene } from "./drawing/grid-index";
import { hitRoute } from "./drawing/hit-route";
import { readPalette } from "./drawing/palette";
import { graphSvg } from "./export-svg";
import { FactsStore } from "./facts-store";
import { buildStructure } from "./graph-structure";
import { layoutStructure } from "./layout/layout-structure";

const HOSTILE = `</text><script>alert("1")</script>&\u0007\ud800'`;

const treeWith = (names: string[]) =>
  buildTree({
    graph: null,
    rows: names.map((nodeId) => aNodeRow({ nodeId })),
    dynamicGraphs: {},
    ended: true,
  });

describe("a graph as an SVG", () => {
  it("holds every name as text, whatever it is made of", () => {
    const tree = treeWith(["load", HOSTILE]);
    const store = new FactsStore(tree);
    const geometry = layoutStructure(buildStructure(tree, null, new Set()), "down");
    const svg = graphSvg(geometry, store, readPalette(document.documentElement));
    const parsed = new DOMParser().parseFromString(svg, "image/svg+xml");
    expect(parsed.querySelector("parsererror")).toBeNull();
    expect(parsed.querySelector("script")).toBeNull();
    const titles = [...parsed.querySelectorAll("title")].map(({ textContent }) => textContent);
    expect(titles).toContain("load, succeeded");
    expect(titles.some((title) => title?.includes(`</text><script>alert("1")</script>&`))).toBe(true);
  });

  it("has a line for every edge", () => {
    const structure = {
      nodes: ["a", "b", "c"].map((id) => ({ id, width: 120, height: 30, inside: null })),
      edges: [
        { source: "a", target: "b", kind: "value" as const },
        { source: "a", target: "c", kind: "order" as const },
      ],
    };
    const svg = graphSvg(layoutStructure(structure, "right"), new FactsStore([]), readPalette(document.body));
    expect(svg.match(/<title>[abc] → [abc]<\/title>/g)).toHaveLength(2);
    expect(svg.match(/stroke-dasharray="5 3"/g)).toHaveLength(1);
    expect(svg).not.toContain("NaN");
  });
});

describe("an edge under the pointer", () => {
  const structure = {
    nodes: ["a", "b", "c"].map((id) => ({ id, width: 120, height: 30, inside: null })),
    edges: [
      { source: "a", target: "b", kind: "value" as const },
      { source: "a", target: "c", kind: "value" as const },
    ],
  };

  it.each(["down", "right"] as const)("is found at its bends and not beside it, flow %s", (direction) => {
    const index = indexScene(layoutStructure(structure, direction));
    for (const route of index.geometry.routes) {
      const [x = 0, y = 0] = route.points.slice(-2);
      const before = direction === "down" ? ([x, y - 2] as const) : ([x - 2, y] as const);
      expect(hitRoute(index, ...before, 3)).toBe(route);
    }
    expect(hitRoute(index, -200, -200, 6)).toBeNull();
  });
});
