import type { NodePhase } from "../phase";
import { countedNodes } from "./count-phases";
import type { TreeNode } from "./tree";
import { walkTree } from "./walk";

/** What a person looks for: words, and phases of which one must be the node's (none for any). */
export type NodeSearch = { query: string; phases: readonly NodePhase[] };

export type FoundNodes = {
  /** Paths of the nodes that match, in the order of the tree. */
  paths: readonly string[];
  /** The groups that hold a match, at every level. */
  around: ReadonlySet<string>;
  /** Matches and the groups around them. */
  shown: ReadonlySet<string>;
  /** How many matches are nodes as `countPhases` counts them, of how many; the rest are groups. */
  nodes: number;
  ofNodes: number;
  groups: number;
};

type Term = { field: "any" | "name" | "id" | "type" | "status"; text: string };

/**
 * The nodes that match every word of a query, and the phases. A word is sought in the name, the id and the type; with
 * `name:`, `id:`, `type:` or `status:` before it in that alone. Groups have the phase of their children, so a phase finds
 * only nodes that count. `kindText` says the type of a node in words. Null where nothing is looked for.
 */
export function matchNodes(
  tree: readonly TreeNode[],
  { query, phases }: NodeSearch,
  kindText: (node: TreeNode) => string,
): FoundNodes | null {
  const terms = termsOf(query);
  if (terms.length === 0 && phases.length === 0) return null;
  const counted = new Set(countedNodes(tree));
  const asksPhase = phases.length > 0 || terms.some(({ field }) => field === "status");
  const paths: string[] = [];
  let nodes = 0;
  for (const node of walkTree(tree)) {
    const counts = counted.has(node);
    if (asksPhase && !counts) continue;
    if (phases.length > 0 && !phases.includes(node.phase)) continue;
    if (!terms.every((term) => isMatch(node, term, kindText))) continue;
    paths.push(node.path);
    if (counts) nodes += 1;
  }
  const around = groupsAround(paths);
  const shown = new Set([...around, ...paths]);
  return { paths, around, shown, nodes, ofNodes: counted.size, groups: paths.length - nodes };
}

/** A field without a word after it asks for nothing yet: somebody is still typing. */
function termsOf(query: string): Term[] {
  return query
    .toLowerCase()
    .split(/\s+/u)
    .map((word): Term => {
      const [, field, text] = /^(name|id|type|status):(.*)$/u.exec(word) ?? [];
      return isField(field) ? { field, text: text ?? "" } : { field: "any", text: word };
    })
    .filter(({ text }) => text !== "");
}

const isField = (word: string | undefined): word is Exclude<Term["field"], "any"> =>
  word === "name" || word === "id" || word === "type" || word === "status";

function isMatch(node: TreeNode, { field, text }: Term, kindText: (node: TreeNode) => string): boolean {
  switch (field) {
    case "name":
      return isIn(text, node.name);
    case "id":
      return hasId(node, text);
    case "type":
      return hasType(node, text, kindText);
    case "status":
      return node.phase.startsWith(text.replaceAll("-", "_"));
    case "any":
      return isIn(text, node.name) || hasId(node, text) || hasType(node, text, kindText);
  }
}

const isIn = (text: string, whole: string): boolean => whole.toLowerCase().includes(text);

/** A path holds the ids of all groups around a node: it is compared only with what is a path itself. */
const hasId = ({ specNodeId, path, row }: TreeNode, text: string): boolean =>
  isIn(text, specNodeId) || (row !== null && isIn(text, row.nodeId)) || (text.includes("/") && isIn(text, path));

const hasType = (node: TreeNode, text: string, kindText: (node: TreeNode) => string): boolean =>
  isIn(text, kindText(node)) || isIn(text, node.kind);

function groupsAround(paths: readonly string[]): Set<string> {
  const around = new Set<string>();
  for (const path of paths) {
    for (let end = path.lastIndexOf("/"); end > 0; end = path.lastIndexOf("/", end - 1)) around.add(path.slice(0, end));
  }
  return around;
}
