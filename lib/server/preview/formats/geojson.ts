import "server-only";
import { z } from "zod";
import { PREVIEW_LIMITS } from "@/lib/core/preview/limits";
import type { Fact, GeoPreview, GeoShape } from "@/lib/core/preview/types";
import type { FileWindow } from "@/lib/server/preview/file-window";
import type { Found } from "@/lib/server/preview/reading";

type Position = [number, number];

const MAX_PROPERTIES = 20;
const MAX_PROPERTY_LENGTH = 200;

const featureShape = z.object({
  geometry: z.object({ type: z.string(), coordinates: z.unknown() }).nullable(),
  properties: z.record(z.string(), z.unknown()).nullish(),
});
const collectionShape = z.object({ type: z.literal("FeatureCollection"), features: z.array(z.unknown()) });

/** How deep positions lie in the coordinates of a geometry (RFC 7946, section 3.1), and what it draws. */
const GEOMETRIES: Readonly<Record<string, { depth: number; kind: GeoShape["kind"] }>> = {
  Point: { depth: 0, kind: "point" },
  MultiPoint: { depth: 1, kind: "point" },
  LineString: { depth: 1, kind: "line" },
  MultiLineString: { depth: 2, kind: "line" },
  Polygon: { depth: 2, kind: "area" },
  MultiPolygon: { depth: 3, kind: "area" },
};

/** A collection of features that is read whole; null when the text is none, or larger than what is read for a map. */
export async function geoFound(head: string, window: FileWindow): Promise<Found | null> {
  if (!/^\s*\{/.test(head) || !head.slice(0, 4_096).includes('"FeatureCollection"')) return null;
  if (window.sizeBytes === null || window.sizeBytes > PREVIEW_LIMITS.geoBytes) return null;
  const bytes = await window.start(PREVIEW_LIMITS.geoBytes);
  const collection = collectionShape.safeParse(parsed(new TextDecoder().decode(bytes)));
  if (!collection.success) return null;
  return mapOf(collection.data.features);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function mapOf(features: readonly unknown[]): Found {
  const shapes: GeoShape[] = [];
  let positions = 0;
  let unread = 0;
  for (const feature of features.slice(0, PREVIEW_LIMITS.features)) {
    const shape = shapeOf(feature, PREVIEW_LIMITS.positions - positions);
    if (shape === null) unread += 1;
    else shapes.push(shape);
    positions += shape?.lines.reduce((sum, line) => sum + line.length, 0) ?? 0;
  }
  const content: GeoPreview = { kind: "geojson", shapes, featuresKnown: features.length, bounds: boundsOf(shapes) };
  const notes: string[] = [];
  if (features.length > PREVIEW_LIMITS.features)
    notes.push(`The first ${PREVIEW_LIMITS.features} of ${features.length} features are drawn.`);
  if (unread > 0) notes.push(`${unread} features have no place that can be drawn, or too many points.`);
  return { content, notes };
}

function shapeOf(feature: unknown, room: number): GeoShape | null {
  const read = featureShape.safeParse(feature);
  const geometry = read.success ? read.data.geometry : null;
  if (!read.success || geometry === null || !Object.hasOwn(GEOMETRIES, geometry.type)) return null;
  const { depth = 0, kind = "point" } = GEOMETRIES[geometry.type] ?? {};
  const lines: Position[][] = [];
  const isRead = collect(geometry.coordinates, depth, lines);
  const count = lines.reduce((sum, line) => sum + line.length, 0);
  if (!isRead || count === 0 || count > room) return null;
  return { kind, lines, properties: factsOf(read.data.properties ?? {}) };
}

/** Flattens coordinates into lists of positions; false when something in them is no position. */
function collect(coordinates: unknown, depth: number, lines: Position[][]): boolean {
  if (depth <= 1) {
    const line = (depth === 0 ? [coordinates] : asList(coordinates)).map(positionOf);
    const good = line.filter((position) => position !== null);
    lines.push(good);
    return good.length === line.length;
  }
  return asList(coordinates).every((inner) => collect(inner, depth - 1, lines));
}

const asList = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function positionOf(value: unknown): Position | null {
  const [longitude, latitude] = asList(value);
  const isPlace = typeof longitude === "number" && typeof latitude === "number";
  return isPlace && Number.isFinite(longitude) && Number.isFinite(latitude) ? [longitude, latitude] : null;
}

function boundsOf(shapes: readonly GeoShape[]): GeoPreview["bounds"] {
  const positions = shapes.flatMap(({ lines }) => lines.flat());
  if (positions.length === 0) return null;
  const edge = (axis: 0 | 1, pick: (a: number, b: number) => number): number =>
    positions.reduce((best, position) => pick(best, position[axis]), positions[0]?.[axis] ?? 0);
  return [edge(0, Math.min), edge(1, Math.min), edge(0, Math.max), edge(1, Math.max)];
}

const factsOf = (properties: Record<string, unknown>): Fact[] =>
  Object.entries(properties)
    .slice(0, MAX_PROPERTIES)
    .map(([name, value]) => ({ name, value: (JSON.stringify(value) ?? "").slice(0, MAX_PROPERTY_LENGTH) }));
