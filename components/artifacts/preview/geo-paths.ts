import type { GeoPreview, GeoShape } from "@/lib/core/preview/types";

/** A shape in the plane of the drawing: `d` is a path of SVG; points are dots of it without length. */
export type DrawnShape = { kind: GeoShape["kind"]; d: string; title: string };

/** The least extent in degrees: one point is no reason to divide by nothing. */
const LEAST = 0.0005;
const MARGIN = 0.05;

/**
 * Shapes on a plane of `width` pixels: longitude by the cosine of the middle latitude, so that a city keeps its form. North
 * is up; `height` is at most `width`. Null when nothing has a place.
 */
export function geoPaths(
  { shapes, bounds }: Pick<GeoPreview, "shapes" | "bounds">,
  width: number,
): { shapes: DrawnShape[]; width: number; height: number } | null {
  if (bounds === null) return null;
  const [west, south, east, north] = bounds;
  const squeeze = Math.max(0.1, Math.cos((((south + north) / 2) * Math.PI) / 180));
  const wide = Math.max((east - west) * squeeze, LEAST);
  const high = Math.max(north - south, LEAST);
  const scale = (width * (1 - 2 * MARGIN)) / Math.max(wide, high);
  const height = Math.max(width * 0.25, high * scale + 2 * MARGIN * width);
  const place = ([x, y]: [number, number]): string => {
    const left = width / 2 + (x - (west + east) / 2) * squeeze * scale;
    const top = height / 2 - (y - (south + north) / 2) * scale;
    return `${left.toFixed(1)} ${top.toFixed(1)}`;
  };
  return {
    width,
    height,
    shapes: shapes.map(({ kind, lines, properties }) => ({
      kind,
      d: lines.map((line) => pathOf(kind, line.map(place))).join(""),
      title: properties.map(({ name, value }) => `${name}: ${value}`).join("\n"),
    })),
  };
}

function pathOf(kind: GeoShape["kind"], places: readonly string[]): string {
  if (kind === "point") return places.map((place) => `M${place}h0`).join("");
  return places.length === 0 ? "" : `M${places.join("L")}${kind === "area" ? "Z" : ""}`;
}
