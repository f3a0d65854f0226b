import { phaseTone } from "@/components/shell/phase-tone";
import { formatClock } from "@/lib/core/format/duration";
import { phaseWord } from "@/lib/core/format/phase-word";
import { criticalRoutes } from "./critical-routes";
import { traceHead, traceRoute } from "./drawing/bends";
import type { Palette } from "./drawing/palette";
import type { FactsStore } from "./facts-store";
import type { Box, Geometry, Route } from "./geometry";
import type { NodeFacts } from "./node-facts";

const MARGIN = 24;

/** The whole graph as an SVG that needs nothing beside it: boxes, edges, names and phases in words, in the theme's colours. */
export function graphSvg(geometry: Geometry, store: FactsStore, palette: Palette): string {
  const [width, height] = [Math.ceil(geometry.width) + 2 * MARGIN, Math.ceil(geometry.height) + 2 * MARGIN];
  const onPath = criticalRoutes(geometry, store.emphasis().onPath);
  const groups = geometry.boxes.filter(({ isGroup }) => isGroup);
  const cards = geometry.boxes.filter(({ isGroup }) => !isGroup);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${-MARGIN} ${-MARGIN} ${width} ${height}" font-family="Geist, system-ui, sans-serif">`,
    `<rect x="${-MARGIN}" y="${-MARGIN}" width="${width}" height="${height}" fill="${palette.bg}"/>`,
    ...groups.map((box) => boxSvg(box, { store, palette })),
    ...geometry.routes.map((route) => routeSvg(route, geometry, { store, palette, isCritical: onPath.has(route) })),
    ...cards.map((box) => boxSvg(box, { store, palette })),
    "</svg>",
  ].join("\n");
}

type Look = { store: FactsStore; palette: Palette };

function boxSvg(box: Box, { store, palette }: Look): string {
  const facts = store.get(box.id);
  if (facts === undefined) return "";
  const { x, y, width, height, isGroup } = box;
  const isCritical = store.emphasis().onPath.has(box.id);
  const stroke = isCritical ? palette.ink : palette["line-2"];
  return [
    `<g><title>${escapeXml(`${facts.name}, ${phaseWord(facts.phase).toLowerCase()}`)}</title>`,
    `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="7" fill="${isGroup ? palette.s2 : palette.s1}" stroke="${stroke}" stroke-width="${isCritical ? 1.75 : 1}"/>`,
    ...lineSvg(box, facts, palette),
    isGroup ? "" : secondSvg(box, facts, palette),
    "</g>",
  ].join("");
}

/** Phase, name and time, as on a card. */
function lineSvg({ x, y, width, height, isGroup }: Box, facts: NodeFacts, palette: Palette): string[] {
  const time = facts.durationMs === null ? "" : formatClock(facts.durationMs);
  const middle = y + (isGroup ? 14 : Math.min(height / 2, 15));
  const room = Math.max(3, Math.floor((width - 34 - time.length * 6.5) / 6.6));
  const name = facts.name.length > room ? `${facts.name.slice(0, room - 1)}…` : facts.name;
  return [
    `<rect x="${x + 8}" y="${middle - 5}" width="10" height="10" rx="3" fill="${palette.phase[phaseTone(facts.phase)]}"/>`,
    `<text x="${x + 24}" y="${middle + 4}" font-size="12" fill="${palette.text}">${escapeXml(name)}</text>`,
    `<text x="${x + width - 8}" y="${middle + 4}" font-size="11" text-anchor="end" fill="${palette["text-2"]}">${time}</text>`,
  ];
}

function secondSvg({ x, y, width, height }: Box, { note, arm }: NodeFacts, palette: Palette): string {
  const text = note ?? arm?.condition ?? "";
  if (text === "" || height <= 40) return "";
  const words = escapeXml(text.slice(0, Math.floor(width / 6.2)));
  return `<text x="${x + 24}" y="${y + 36}" font-size="11" fill="${palette["text-2"]}">${words}</text>`;
}

const DASH = { value: "", order: "5 3", failure: "6 3" } as const;

function routeSvg(
  { source, target, kind, points }: Route,
  { direction }: Geometry,
  { store, palette, isCritical }: { store: FactsStore; palette: Palette; isCritical: boolean },
): string {
  const line = svgPath((pen) => traceRoute(pen, points, direction, false));
  const head = svgPath((pen) => traceHead(pen, points, direction));
  const isIdle = ["not_run", "skipped"].includes(store.get(target)?.phase ?? "");
  const colour = isCritical || kind === "failure" ? palette.ink : palette["line-3"];
  const dash = isIdle ? "1.5 3.5" : DASH[kind];
  const title = `${store.get(source)?.name ?? source} → ${store.get(target)?.name ?? target}`;
  return (
    `<g fill="none" stroke="${colour}" stroke-width="${isCritical ? 2.25 : 1.25}"><title>${escapeXml(title)}</title>` +
    `<path d="${line}"${dash && ` stroke-dasharray="${dash}"`}/><path d="${head}"/></g>`
  );
}

function svgPath(trace: (pen: Parameters<typeof traceRoute>[0]) => void): string {
  const parts: string[] = [];
  trace({
    moveTo: (x, y) => parts.push(`M${n(x)} ${n(y)}`),
    lineTo: (x, y) => parts.push(`L${n(x)} ${n(y)}`),
    bezierCurveTo: (...numbers) => parts.push(`C${numbers.map(n).join(" ")}`),
  });
  return parts.join("");
}

const n = (value: number): string => String(Math.round(value * 10) / 10);

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** What XML 1.0 does not allow: most control characters, and halves of a pair. */
const FORBIDDEN =
  // oxlint-disable-next-line no-control-regex -- it is these that are looked for
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text of a workflow as text of an XML document: markup escaped, what XML may not hold replaced. */
const escapeXml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? "").replaceAll(FORBIDDEN, "\ufffd");
