"use client";

import { Workflow } from "lucide-react";
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";
import type { TreeNode } from "@/lib/core/graph/tree";
import type { WorkflowGraph } from "@/lib/core/graph/types";
import { flowLines, inflowText } from "./edge-flow";
import { type Asked, emphasisOf } from "./emphasis/emphasis";
import { FactsStore } from "./facts-store";
import type { Direction, Route } from "./geometry";
import { GraphCanvas } from "./graph-canvas";
import { GraphStoreContext } from "./graph-context";
import { buildStructure, structureKey } from "./graph-structure";
import { warmLayout } from "./layout-client";
import { makeWalk } from "./outline/navigate";
import { areSameItems, makeOutline } from "./outline/outline";
import { OutlineTree } from "./outline/outline-tree";
import { useKept, useSteady } from "./use-kept";
import { type Place, useLayout } from "./use-layout";
import { WholeGraph } from "./whole-graph";

// The layout's thread starts while the run's data is still on its way.
warmLayout();

export type GraphViewProps = {
  /** The run's tree with its phases, at every level. A new tree on every event is fine: only what changed is drawn again. */
  tree: readonly TreeNode[];
  /** Edges of the top level; null while it is not known or when the execution has none. */
  graph: WorkflowGraph | null;
  selectedPath: string | null;
  onSelect: (path: string | null) => void;
  /** Paths of open groups. They should not follow phases: what opens moves what is around it. */
  expanded: ReadonlySet<string>;
  onToggle: (path: string) => void;
  /** Opens exactly these groups, for "open all" and "close all"; without it the graph does not offer them. */
  onExpand?: (paths: ReadonlySet<string>) => void;
  /** The page's clock, for times of running nodes; about once a second. */
  nowMs: number;
  /** True until the graph and the first rows are there: the picture is fitted once, so it waits for the whole. */
  isLoading?: boolean;
} & Asked;

/**
 * The graph of a run: takes values and callbacks, fetches nothing. It fills its parent, which must have a size. Phases live
 * beside the drawing (see facts-store), so a status change repaints one card and moves nothing.
 */
export function GraphView(props: GraphViewProps) {
  const { selectedPath } = props;
  const store = useFilledStore(props);
  const [anchor, setAnchor] = useState<string | null>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const onSelect = useSteady((path: string | null) => {
    setFocused(null);
    props.onSelect(path);
  });
  const onToggle = useSteady((path: string) => {
    setAnchor(path);
    props.onToggle(path);
  });
  const scope = useRef({ tree: props.tree, graph: props.graph });
  // Read by handlers only: what an edge carries is looked up when somebody points at it.
  useLayoutEffect(() => {
    scope.current = { tree: props.tree, graph: props.graph };
  });
  const flowOf = useCallback(({ source, target }: Route) => flowLines(scope.current, source, target), []);
  const inflowOf = useCallback((path: string) => inflowText(scope.current, path), []);
  const { geometry, notice, walk, outline, screen, frame, onTurn } = useScene(props);
  const isEmpty = isAbsent(props);
  return (
    <GraphStoreContext value={store}>
      <section
        ref={frame}
        aria-label="Graph"
        aria-busy={geometry === null && !isEmpty}
        className="relative size-full overflow-hidden bg-bg [background-image:radial-gradient(var(--line)_1px,transparent_1px)] [background-size:20px_20px]"
      >
        {isEmpty && <NoGraph />}
        {!isEmpty && geometry === null && <LoadingGraph />}
        {geometry !== null && screen !== null && (
          <GraphCanvas
            geometry={geometry}
            screen={screen}
            shownPath={focused ?? props.currentMatch ?? selectedPath}
            anchor={anchor}
            onSelect={onSelect}
            onToggle={onToggle}
            onTurn={onTurn}
            flowOf={flowOf}
          >
            <WholeGraph {...props} geometry={geometry} store={store} />
            {notice !== null && <Notice text={notice} />}
            <OutlineTree
              items={outline}
              walk={walk}
              direction={geometry.direction}
              selectedPath={selectedPath}
              onSelect={onSelect}
              onToggle={onToggle}
              onFocus={setFocused}
              inflowOf={inflowOf}
            />
          </GraphCanvas>
        )}
      </section>
    </GraphStoreContext>
  );
}

/** Nothing to draw, and nothing on its way. */
const isAbsent = ({ tree, isLoading = false }: GraphViewProps): boolean => !isLoading && tree.length === 0;

/** The store of this view, which follows the values it was given. */
function useFilledStore(props: GraphViewProps): FactsStore {
  const { tree, graph, selectedPath, nowMs, matches, currentMatch, focusOn, criticalPath } = props;
  const [store] = useState(() => new FactsStore(tree));
  const emphasis = useMemo(
    () => emphasisOf({ matches, currentMatch, focusOn, criticalPath }, tree, graph),
    [matches, currentMatch, focusOn, criticalPath, tree, graph],
  );
  // The store is outside React, so that 10,000 nodes need not render for one that changed.
  useLayoutEffect(() => store.update(tree), [store, tree]);
  useLayoutEffect(() => store.mark({ selected: selectedPath }), [store, selectedPath]);
  useLayoutEffect(() => store.emphasise(emphasis), [store, emphasis]);
  useEffect(() => store.tick(nowMs), [store, nowMs]);
  return store;
}

/** Everything that follows from the shape of the tree and the space on screen, and from nothing else. */
function useScene({ tree, graph, expanded, isLoading = false }: GraphViewProps) {
  const [place, setPlace] = useState<Place | null>(null);
  // The size is the browser's: known once the element is there.
  const frame = useCallback((element: HTMLElement | null) => {
    if (element === null) return;
    setPlace({ screen: { width: element.clientWidth, height: element.clientHeight }, direction: null });
  }, []);
  const isReady = !isLoading && tree.length > 0;
  const structure = useMemo(
    () => (isReady ? buildStructure(tree, graph, expanded) : null),
    [isReady, tree, graph, expanded],
  );
  const key = useMemo(() => (structure === null ? "" : structureKey(structure)), [structure]);
  const layout = useLayout(structure, key, place);
  const geometry = isReady && layout !== null ? layout.geometry : null;
  // The direction is kept for the run: what opens later must not turn the picture round.
  if (place !== null && place.direction === null && geometry !== null) {
    setPlace({ ...place, direction: geometry.direction });
  }
  const walk = useMemo(() => (geometry === null ? null : makeWalk(geometry)), [geometry]);
  const items = useMemo(() => makeOutline(tree, expanded, geometry), [tree, expanded, geometry]);
  return {
    geometry,
    notice: layout?.notice ?? null,
    walk,
    outline: useKept(items, areSameItems),
    frame,
    screen: place?.screen ?? null,
    onTurn: useSteady((direction: Direction) => setPlace((known) => known && { ...known, direction })),
  };
}

function NoGraph() {
  return (
    <EmptyState
      icon={<Workflow size={18} aria-hidden="true" />}
      title="No graph"
      text="Flyte knows no workflow and no node of this execution yet. It is drawn as soon as there is one."
    />
  );
}

function Notice({ text }: { text: string }) {
  return (
    <output className="absolute top-3 left-1/2 -translate-x-1/2 rounded-md border border-line-2 bg-over px-3 py-1.5 text-12 text-text-2 shadow-2">
      {text}
    </output>
  );
}

/** Cards where cards will be, roughly. */
function LoadingGraph() {
  return (
    <output aria-label="Loading the graph" className="flex flex-col items-center gap-7 pt-8">
      {[1, 3, 2, 1].map((count, rank) => (
        // The ranks never change places.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={rank} className="flex gap-3">
          {Array.from({ length: count }, (_, at) => (
            // oxlint-disable-next-line react/no-array-index-key
            <Skeleton key={at} className="h-[29px] w-40 rounded-card" />
          ))}
        </div>
      ))}
    </output>
  );
}
