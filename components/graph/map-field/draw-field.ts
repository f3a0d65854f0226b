import type { PhaseTone } from "@/components/shell/phase-tone";
import { type Cells, cellAt } from "./cells";
import type { Colouring } from "./colouring";

const HOLLOW: ReadonlySet<PhaseTone> = new Set(["aborted", "skipped", "notrun", "unknown"]);
/** From this size of a cell on a phase has a sign beside its colour. */
const SIGN_FROM = 10;

/** Draws all cells, one colour after another: 50,000 take a few tens of milliseconds. `lit` leaves the others faint. */
export function drawField(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  cells: Cells,
  { classes, classOf }: Colouring,
  { colour, lit }: { colour: (name: string) => string; lit: ReadonlySet<number> | null },
): void {
  const members = classes.map((): number[] => []);
  classOf.forEach((kind, at) => members[kind]?.push(at));
  classes.forEach(({ colour: name, tone }, kind) => {
    context.fillStyle = colour(name);
    context.strokeStyle = colour(name);
    context.lineWidth = 1;
    for (const at of members[kind] ?? []) {
      const { x, y, size } = cellAt(cells, at);
      context.globalAlpha = lit === null || lit.has(at) ? 1 : 0.2;
      drawCell(context, { x, y, size, tone });
    }
    context.strokeStyle = colour("s1");
    context.fillStyle = colour("s1");
    context.lineWidth = 1.5;
    if (cells.cell - 2 < SIGN_FROM) return;
    for (const at of members[kind] ?? []) drawSign(context, { ...cellAt(cells, at), tone });
  });
  context.globalAlpha = 1;
}

type Cell = { x: number; y: number; size: number; tone: PhaseTone | null };

function drawCell(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  { x, y, size, tone }: Cell,
): void {
  if (tone !== null && HOLLOW.has(tone)) context.strokeRect(x + 0.5, y + 0.5, size - 1, size - 1);
  else if (tone === "queued") {
    context.fillRect(x, y, size, 1);
    context.fillRect(x, y + Math.floor(size / 2), size, 1);
    context.fillRect(x, y + size - 1, size, 1);
  } else context.fillRect(x, y, size, size);
}

/** Failed carry a cross, running a dot, cached a cut corner. */
function drawSign(
  context: CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D,
  { x, y, size, tone }: Cell,
): void {
  const [near, far] = [size * 0.28, size * 0.72];
  context.beginPath();
  if (tone === "failed") {
    context.moveTo(x + near, y + near);
    context.lineTo(x + far, y + far);
    context.moveTo(x + far, y + near);
    context.lineTo(x + near, y + far);
    context.stroke();
  } else if (tone === "running") {
    context.arc(x + size / 2, y + size / 2, size * 0.18, 0, 2 * Math.PI);
    context.fill();
  } else if (tone === "cached") {
    context.moveTo(x + size * 0.55, y);
    context.lineTo(x + size, y);
    context.lineTo(x + size, y + size * 0.45);
    context.fill();
  }
}
