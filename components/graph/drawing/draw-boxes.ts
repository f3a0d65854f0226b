import { type PhaseTone, phaseTone } from "@/components/shell/phase-tone";
import type { NodePhase } from "@/lib/core/phase";
import type { FactsStore } from "../facts-store";
import type { Box } from "../geometry";
import type { Palette } from "./palette";

const GROUP_RADIUS = 9;
const CRITICAL_BORDER = 1.75;
/** What a search or a filter leaves out. */
const DIM = 0.22;

/** The body and the border of open groups, outermost first; their heads are DOM. */
export function drawGroups(
  context: CanvasRenderingContext2D,
  groups: readonly Box[],
  { store, palette, zoom }: { store: FactsStore; palette: Palette; zoom: number },
): void {
  for (const { id, x, y, width, height } of groups) {
    const phase = store.get(id)?.phase ?? "queued";
    const isIdle = phase === "not_run" || phase === "skipped";
    context.beginPath();
    context.roundRect(x, y, width, height, GROUP_RADIUS);
    if (!isIdle) {
      context.globalAlpha = 0.72;
      context.fillStyle = palette.s2;
      context.fill();
      context.globalAlpha = 1;
    }
    const border = groupBorder(phase, store.emphasis().onPath.has(id), palette);
    context.strokeStyle = border.colour;
    context.setLineDash(border.dash);
    context.lineWidth = Math.max(border.width, 0.8 / zoom);
    context.globalAlpha = store.isDim(id) ? DIM : 1;
    context.stroke();
    context.setLineDash([]);
    context.globalAlpha = 1;
    if (isRinged(id, store)) ring(context, { x, y, width, height }, GROUP_RADIUS, palette, zoom);
  }
}

type Border = { dash: number[]; width: number };
const PLAIN: Border = { dash: [], width: 1 };
const LOUD: Border = { dash: [], width: 1.25 };
const DASHED: Border = { dash: [4, 3], width: 1 };
const BORDER: Record<PhaseTone, Border> = {
  running: LOUD,
  failed: LOUD,
  timedout: LOUD,
  paused: LOUD,
  aborted: DASHED,
  queued: DASHED,
  skipped: DASHED,
  notrun: { dash: [1, 3], width: 1 },
  succeeded: PLAIN,
  cached: PLAIN,
  recovered: PLAIN,
  unknown: PLAIN,
};
/** Phases whose colour the border wears; the others are told apart by the glyph and by dashes. */
const COLOURED: ReadonlySet<PhaseTone> = new Set(["running", "failed", "timedout", "paused", "aborted"]);

function groupBorder(phase: NodePhase, isCritical: boolean, palette: Palette): Border & { colour: string } {
  const tone = phaseTone(phase);
  const border = BORDER[tone];
  if (COLOURED.has(tone)) return { ...border, colour: palette.phase[tone] };
  if (isCritical) return { dash: [], width: CRITICAL_BORDER, colour: palette.ink };
  return { ...border, colour: palette[border === PLAIN ? "line-2" : "line-3"] };
}

/** Whether a node is where the person is: selected, at the keyboard, or the match that is looked at. */
function isRinged(id: string, store: FactsStore): boolean {
  const { selected, focused } = store.marks();
  return id === selected || id === focused || id === store.emphasis().currentMatch;
}

/**
 * Nodes seen from far: one mark each, colour and shape by phase. Failures are square with a cross, paused gates a diamond,
 * unfinished and unreached nodes hollow; failures and gates keep a least size, so that they are never lost.
 */
export function drawMarks(
  context: CanvasRenderingContext2D,
  boxes: readonly Box[],
  { store, palette, zoom }: { store: FactsStore; palette: Palette; zoom: number },
): void {
  const urgent: Box[] = [];
  for (const box of boxes) {
    if (box.isGroup) continue;
    const tone = toneOf(box, store);
    if (URGENT.has(tone)) urgent.push(box);
    else {
      context.globalAlpha = store.isDim(box.id) ? DIM : 1;
      drawMark(context, box, tone, palette, zoom);
    }
  }
  for (const box of urgent) {
    context.globalAlpha = store.isDim(box.id) ? DIM : 1;
    drawUrgent(context, box, toneOf(box, store), palette, zoom);
  }
  context.globalAlpha = 1;
  for (const box of boxes) {
    if (!box.isGroup) drawStress(context, box, { store, palette, zoom });
  }
}

function drawStress(
  context: CanvasRenderingContext2D,
  box: Box,
  { store, palette, zoom }: { store: FactsStore; palette: Palette; zoom: number },
): void {
  if (isRinged(box.id, store)) ring(context, box, 3 / zoom, palette, zoom);
  else if (store.emphasis().onPath.has(box.id)) outline(context, box, palette.ink, CRITICAL_BORDER / zoom, zoom);
}

const toneOf = ({ id }: Box, store: FactsStore): PhaseTone => phaseTone(store.get(id)?.phase ?? "queued");

const URGENT: ReadonlySet<PhaseTone> = new Set(["failed", "paused", "timedout"]);
const HOLLOW: ReadonlySet<PhaseTone> = new Set(["queued", "aborted", "skipped", "notrun", "unknown"]);

function drawMark(
  context: CanvasRenderingContext2D,
  { x, y, width, height }: Box,
  tone: PhaseTone,
  palette: Palette,
  zoom: number,
): void {
  context.beginPath();
  context.roundRect(x, y, width, height, Math.min(height / 2, 3 / zoom));
  context.fillStyle = HOLLOW.has(tone) || tone === "running" ? palette.s1 : palette.phase[tone];
  context.fill();
  if (!HOLLOW.has(tone) && tone !== "running") return;
  context.strokeStyle = palette.phase[tone];
  context.lineWidth = (tone === "running" ? 1.6 : 1) / zoom;
  context.setLineDash(tone === "queued" || tone === "skipped" ? [2 / zoom, 2 / zoom] : []);
  context.stroke();
  context.setLineDash([]);
  if (tone !== "running") return;
  context.beginPath();
  context.arc(x + width / 2, y + height / 2, Math.min(height / 3, 3 / zoom), 0, 2 * Math.PI);
  context.fillStyle = palette.phase.running;
  context.fill();
}

function drawUrgent(
  context: CanvasRenderingContext2D,
  { x, y, width, height }: Box,
  tone: PhaseTone,
  palette: Palette,
  zoom: number,
): void {
  const [centreX, centreY] = [x + width / 2, y + height / 2];
  const half = Math.max(height, 7 / zoom) / 2;
  const halfWidth = Math.max(width / 2, half);
  context.fillStyle = palette.phase[tone];
  context.beginPath();
  if (tone === "paused") {
    context.moveTo(centreX, centreY - half * 1.3);
    context.lineTo(centreX + half * 1.3, centreY);
    context.lineTo(centreX, centreY + half * 1.3);
    context.lineTo(centreX - half * 1.3, centreY);
    context.closePath();
    context.fill();
    return;
  }
  context.rect(centreX - halfWidth, centreY - half, halfWidth * 2, half * 2);
  context.fill();
  const arm = half * 0.55;
  context.strokeStyle = palette.s1;
  context.lineWidth = 1.2 / zoom;
  context.beginPath();
  context.moveTo(centreX - arm, centreY - arm);
  context.lineTo(centreX + arm, centreY + arm);
  context.moveTo(centreX + arm, centreY - arm);
  context.lineTo(centreX - arm, centreY + arm);
  context.stroke();
}

function ring(
  context: CanvasRenderingContext2D,
  { x, y, width, height }: Pick<Box, "x" | "y" | "width" | "height">,
  radius: number,
  palette: Palette,
  zoom: number,
): void {
  const gap = Math.max(2.5, 2.5 / zoom);
  context.strokeStyle = palette.accent;
  context.lineWidth = Math.max(2, 2 / zoom);
  context.beginPath();
  context.roundRect(x - gap, y - gap, width + 2 * gap, height + 2 * gap, radius + gap);
  context.stroke();
}

function outline(
  context: CanvasRenderingContext2D,
  { x, y, width, height }: Box,
  colour: string,
  lineWidth: number,
  zoom: number,
): void {
  context.strokeStyle = colour;
  context.lineWidth = lineWidth;
  context.beginPath();
  context.roundRect(x, y, width, height, Math.min(height / 2, 3 / zoom));
  context.stroke();
}
