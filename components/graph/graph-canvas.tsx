"use client";

import "@xyflow/react/dist/base.css";
import { type NodeTypes, ReactFlow, ReactFlowProvider, useReactFlow, useStoreApi } from "@xyflow/react";
import { type KeyboardEvent, type MouseEvent, memo, type ReactNode, useMemo, useRef, useState } from "react";
import { phaseWord } from "@/lib/core/format/phase-word";
import { GroupHead } from "./cards/group-head";
import { NodeCard } from "./cards/node-card";
import { firstView, fitView, type Size, viewOf, windowOf } from "./drawing/camera";
import { CameraControls } from "./drawing/camera-controls";
import { CameraKeeper } from "./drawing/camera-keeper";
import { EdgeTip } from "./drawing/edge-tip";
import { indexScene, type SceneIndex } from "./drawing/grid-index";
import { hitRoute } from "./drawing/hit-route";
import { Legend } from "./drawing/legend";
import { Minimap } from "./drawing/minimap";
import { SceneCanvas } from "./drawing/scene-canvas";
import { showsCards, useCards } from "./drawing/use-cards";
import { useEdgeTip } from "./drawing/use-edge-tip";
import type { Direction, EdgeKind, Geometry, Route } from "./geometry";
import { useGraphStore } from "./graph-context";

const NODE_TYPES: NodeTypes = { card: NodeCard, "group-head": GroupHead };
const MIN_ZOOM = 0.004;
const MAX_ZOOM = 2;
/** Px on screen beside an edge that still are at it. */
const EDGE_REACH = 6;

export type GraphCanvasProps = {
  geometry: Geometry;
  /** Space on screen when the graph is first drawn. */
  screen: Size;
  /** The node that has to be in view: the selected one, or the one that the keyboard is at. */
  shownPath: string | null;
  anchor: string | null;
  onSelect: (path: string | null) => void;
  onToggle: (path: string) => void;
  onTurn: (direction: Direction) => void;
  /** What an edge carries, for a tooltip; the first line names its ends. */
  flowOf: (route: Route) => readonly string[];
  children: ReactNode;
};

/** The drawing: React Flow for camera and cards, a canvas below for everything else. Takes geometry, knows no Flyte. */
export const GraphCanvas = memo(function GraphCanvas(props: GraphCanvasProps) {
  return (
    <ReactFlowProvider>
      <Canvas {...props} />
    </ReactFlowProvider>
  );
});

function Canvas({
  geometry,
  screen,
  shownPath,
  anchor,
  onSelect,
  onToggle,
  onTurn,
  flowOf,
  children,
}: GraphCanvasProps) {
  const store = useGraphStore();
  const flow = useStoreApi();
  const { setViewport, screenToFlowPosition, zoomIn, zoomOut } = useReactFlow();
  const index = useMemo(() => indexScene(geometry), [geometry]);
  const kinds = useMemo(() => new Set<EdgeKind>(geometry.routes.map(({ kind }) => kind)), [geometry]);
  const [openedAt] = useState(screen);
  const [defaultViewport] = useState(() => firstView(geometry, screen));
  const cards = useCards(index);
  const { tip, point } = useEdgeTip(store, flowOf);
  const lastPress = useRef({ path: "", atMs: 0 });

  const zoomToSelection = () => {
    const box = shownPath === null ? undefined : index.byId.get(shownPath);
    if (box === undefined) return;
    const { width, height } = flow.getState();
    void setViewport(viewOf(box, { width, height }), { duration: 0 });
  };
  const fit = () => {
    const { width, height } = flow.getState();
    void setViewport(fitView(geometry, { width, height }), { duration: 0 });
  };
  const press = (path: string, isToggle: boolean, atMs: number) => {
    const isDouble = lastPress.current.path === path && atMs - lastPress.current.atMs < 400;
    lastPress.current = { path: isDouble ? "" : path, atMs };
    const canToggle = store.get(path)?.groupText !== "";
    if (canToggle && (isToggle || isDouble)) onToggle(path);
    else onSelect(path);
  };
  /** The mark under the pointer; where cards are drawn the pane has none. */
  const markAt = (event: MouseEvent) => {
    const { transform, width, height } = flow.getState();
    const view = { x: transform[0], y: transform[1], zoom: transform[2] };
    if (showsCards(index, windowOf(view, { width, height }), view.zoom)) return null;
    const at = screenToFlowPosition({ x: event.clientX, y: event.clientY });
    return index.hit(at.x, at.y);
  };
  const onPaneClick = (event: MouseEvent) => {
    const box = markAt(event);
    if (box === null) onSelect(null);
    else press(box.id, false, event.timeStamp);
  };
  const pointAtEdge = (event: MouseEvent, isOnMark: boolean) => {
    const bounds = event.currentTarget.getBoundingClientRect();
    const at = screenToFlowPosition({ x: event.clientX, y: event.clientY });
    const route = isOnMark ? null : hitRoute(index, at.x, at.y, EDGE_REACH / flow.getState().transform[2]);
    point(route, event.clientX - bounds.left, event.clientY - bounds.top);
  };
  const onPaneMouseMove = (event: MouseEvent) => {
    const facts = store.get(markAt(event)?.id ?? "");
    if (!(event.currentTarget instanceof HTMLElement)) return;
    pointAtEdge(event, facts !== undefined);
    event.currentTarget.title = facts === undefined ? "" : `${facts.name}, ${phaseWord(facts.phase).toLowerCase()}`;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "+" || event.key === "=") void zoomIn();
    else if (event.key === "-") void zoomOut();
    else if (event.key === "0") fit();
    else if (event.key === "z") zoomToSelection();
  };
  return (
    // The keys belong to whatever is focused inside: the outline and the controls.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="absolute inset-0 overflow-hidden" onKeyDown={onKeyDown}>
      <SceneCanvas index={index} store={store} onPainted={markPainted} />
      <ReactFlow
        nodes={cards}
        edges={[]}
        nodeTypes={NODE_TYPES}
        defaultViewport={defaultViewport}
        minZoom={Math.max(MIN_ZOOM, Math.min(0.2, fitView(geometry, screen).zoom * 0.8))}
        maxZoom={MAX_ZOOM}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        zoomOnDoubleClick={false}
        attributionPosition="top-right"
        className="[&_.react-flow\_\_attribution]:bg-transparent! [&_.react-flow\_\_attribution_a]:text-10! [&_.react-flow\_\_attribution_a]:text-text-3!"
        onNodeClick={(event, node) => press(node.id, isOnToggle(event.target), event.timeStamp)}
        onPaneClick={onPaneClick}
        onPaneMouseMove={onPaneMouseMove}
        onPaneMouseLeave={() => point(null, 0, 0)}
        onMoveStart={() => point(null, 0, 0)}
      >
        <CameraKeeper index={index} anchor={anchor} shownPath={shownPath} openedAt={openedAt} />
      </ReactFlow>
      <Legend kinds={kinds} />
      <Minimap index={index} store={store} />
      <CameraControls
        direction={geometry.direction}
        onTurn={() => onTurn(geometry.direction === "down" ? "right" : "down")}
        onFit={fit}
        onZoomToSelection={shownPath === null ? null : zoomToSelection}
      />
      {tip !== null && <EdgeTip {...tip} />}
      {children}
    </div>
  );
}

const isOnToggle = (target: EventTarget): boolean =>
  target instanceof Element && target.closest("[data-toggle]") !== null;

/** Tells whoever measures from outside that the graph is on screen, with what is in it. */
function markPainted({ geometry }: SceneIndex): void {
  performance.mark("contrail:graph-painted", {
    detail: { nodes: geometry.boxes.length, edges: geometry.routes.length },
  });
}
