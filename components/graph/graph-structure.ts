import type { TreeNode } from "@/lib/core/graph/tree";
import type { WorkflowGraph } from "@/lib/core/graph/types";
import type { Structure, StructureNode } from "./geometry";
import { armOf, isGroup } from "./node-facts";

const ONE_LINE = 29;
const TWO_LINES = 46;
/** Glyph, gaps, padding and the room of `0:00:00`, which is kept whether or not there is a time to show. */
const CARD_FRAME = 84;
const NAME_CHAR = 6.9;
const NOTE_CHAR = 5.7;
const ICON = 18;
const MIN_WIDTH = 132;
const MAX_WIDTH = 300;

/**
 * What is to be laid out: nodes of every open level with sizes, joined by the edges of that level's graph. Sizes follow
 * from names and kinds only, never from phases, so a status change cannot move a node.
 */
export function buildStructure(
  tree: readonly TreeNode[],
  graph: WorkflowGraph | null,
  expanded: ReadonlySet<string>,
): Structure {
  return levelOf(tree, graph, expanded, null);
}

function levelOf(
  nodes: readonly TreeNode[],
  graph: WorkflowGraph | null,
  expanded: ReadonlySet<string>,
  parent: TreeNode | null,
): Structure {
  const pathOf = new Map<string, string>();
  for (const { specNodeId, path } of nodes) if (!pathOf.has(specNodeId)) pathOf.set(specNodeId, path);
  return {
    nodes: nodes.map((node) => structureNode(node, expanded, parent)),
    edges: (graph?.edges ?? []).flatMap(({ source, target, kind }) => {
      const [from, to] = [pathOf.get(source), pathOf.get(target)];
      return from === undefined || to === undefined ? [] : [{ source: from, target: to, kind }];
    }),
  };
}

function structureNode(node: TreeNode, expanded: ReadonlySet<string>, parent: TreeNode | null): StructureNode {
  if (isGroup(node) && expanded.has(node.path)) {
    return {
      id: node.path,
      width: clamp(node.name.length * NAME_CHAR + 220, MIN_WIDTH, 420),
      height: ONE_LINE,
      inside: levelOf(node.children ?? [], node.graph, expanded, node),
    };
  }
  const arm = armOf(node, parent);
  const noteWidth = arm === null ? 0 : (arm.length + 8) * NOTE_CHAR + 36;
  const hasIcon = isGroup(node) || KINDS_WITH_ICON.has(node.kind);
  return {
    id: node.path,
    width: clamp(
      Math.max(CARD_FRAME + node.name.length * NAME_CHAR + (hasIcon ? ICON : 0), noteWidth),
      MIN_WIDTH,
      MAX_WIDTH,
    ),
    height: arm !== null || isGroup(node) || KINDS_WITH_NOTE.has(node.kind) ? TWO_LINES : ONE_LINE,
    inside: null,
  };
}

const KINDS_WITH_ICON: ReadonlySet<TreeNode["kind"]> = new Set(["array", "gate", "failure", "launch_plan"]);
const KINDS_WITH_NOTE: ReadonlySet<TreeNode["kind"]> = new Set(["array", "gate"]);

const clamp = (value: number, least: number, most: number): number =>
  Math.round(Math.min(Math.max(value, least), most) / 2) * 2;

/** A key of the structure for the cache of layouts: 64 bits and the count over all ids, sizes and edges. */
export function structureKey(structure: Structure): string {
  let [a, b] = [0x9e3779b9, 0x85ebca6b];
  const add = (text: string) => {
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      a = Math.imul(a ^ code, 2654435761);
      b = Math.imul(b ^ code, 1597334677);
    }
    a = Math.imul(a ^ (b >>> 15), 2246822507);
    b = Math.imul(b ^ (a >>> 13), 3266489909);
  };
  let size = 0;
  const walk = ({ nodes, edges }: Structure) => {
    for (const node of nodes) {
      add(`${node.id}\n${node.width},${node.height}`);
      size++;
      if (node.inside !== null) {
        add("(");
        walk(node.inside);
        add(")");
      }
    }
    for (const { source, target, kind } of edges) add(`${source}\n${target}\n${kind}`);
    size += edges.length;
  };
  walk(structure);
  return `${size}-${(a >>> 0).toString(36)}-${(b >>> 0).toString(36)}`;
}
