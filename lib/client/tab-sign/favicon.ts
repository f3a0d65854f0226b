import type { ExecutionPhase } from "@/lib/core/phase";

/** Which colour of app/tokens.css a phase has in the tab; phases on the way have that of their goal. */
const TOKEN: Record<ExecutionPhase, string> = {
  queued: "--queued",
  running: "--running",
  succeeding: "--succeeded",
  succeeded: "--succeeded",
  failing: "--failed",
  failed: "--failed",
  aborting: "--aborted",
  aborted: "--aborted",
  timed_out: "--timedout",
  unknown: "--unknown",
};

const stroked = (d: string, width: number, colour: string, more = ""): string =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round"${more}/>`;

const ring = (radius: number, width: number, colour: string, more = ""): string =>
  `<circle cx="8" cy="8" r="${radius}" fill="none" stroke="${colour}" stroke-width="${width}"${more}/>`;

const disc = (colour: string): string => `<circle cx="8" cy="8" r="7.5" fill="${colour}"/>`;

/** A ring that is not closed: something goes on. */
const underWay = (colour: string): string =>
  ring(6.2, 2.4, colour, ' opacity=".35"') +
  stroked("M8 1.8A6.2 6.2 0 0 1 13.4 11.1", 2.8, colour) +
  `<circle cx="8" cy="8" r="2.4" fill="${colour}"/>`;

const SHAPE: Record<ExecutionPhase, (colour: string) => string> = {
  queued: (colour) => ring(6.2, 2.2, colour, ' stroke-dasharray="2.8 2.1"'),
  running: underWay,
  succeeding: underWay,
  failing: underWay,
  aborting: underWay,
  succeeded: (colour) => disc(colour) + stroked("M4.4 8.4 7 11 11.6 5.6", 2.2, "#fff"),
  failed: (colour) =>
    `<rect x=".5" y=".5" width="15" height="15" rx="3" fill="${colour}"/>` + stroked("M5 5l6 6M11 5l-6 6", 2.4, "#fff"),
  aborted: (colour) => ring(6.4, 2.2, colour) + `<rect x="5" y="5" width="6" height="6" rx="1" fill="${colour}"/>`,
  timed_out: (colour) =>
    `<circle cx="8" cy="8.8" r="6.9" fill="${colour}"/>` +
    stroked("M6 1h4", 2, colour) +
    stroked("M8 5.2v3.8l2.6 1.7", 2, "#fff"),
  unknown: (colour) =>
    ring(6.4, 1.8, colour) + stroked("M6.2 6.4a1.8 1.8 0 1 1 2.6 1.7c-.6.3-.8.7-.8 1.2M8 11.6v.02", 2, colour),
};

/** The sign of a phase as an SVG in a data address. `colourOf` resolves a token of the theme. */
export function faviconOf(phase: ExecutionPhase, colourOf: (token: string) => string): string {
  const colour = colourOf(TOKEN[phase]);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">${SHAPE[phase](safeColour(colour))}</svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

/** A token that is missing or odd must not break the drawing. */
const safeColour = (colour: string): string => (/^[#a-z0-9(),.%/\s-]+$/i.test(colour) ? colour.trim() : "#616976");
