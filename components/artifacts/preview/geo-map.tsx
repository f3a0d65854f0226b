import { formatCount } from "@/lib/core/format/count";
import type { GeoPreview, GeoShape } from "@/lib/core/preview/types";
import { geoPaths } from "./geo-paths";

const WIDTH = 400;

const LOOK: Readonly<Record<GeoShape["kind"], { className: string; strokeWidth: number }>> = {
  area: { className: "fill-accent-soft stroke-accent", strokeWidth: 1 },
  line: { className: "fill-none stroke-accent", strokeWidth: 1.5 },
  point: { className: "fill-none stroke-accent-text", strokeWidth: 6 },
};

/** Places on a plain ground: no map of a stranger's server is asked for. A shape tells its properties on hover. */
export function GeoMap({ geo }: { geo: GeoPreview }) {
  const drawing = geoPaths(geo, WIDTH);
  const sentence = `${formatCount(geo.shapes.length)} of ${formatCount(geo.featuresKnown)} features`;
  if (drawing === null || geo.bounds === null) {
    return <p className="px-3 pb-3 text-text-2">{`GeoJSON: ${sentence}, and none has a place.`}</p>;
  }
  const [west, south, east, north] = geo.bounds.map((degrees) => degrees.toFixed(4));
  return (
    <figure className="px-3 pb-3">
      <svg
        role="img"
        aria-label={`Map of ${sentence}`}
        viewBox={`0 0 ${drawing.width} ${drawing.height}`}
        className="max-h-120 w-full rounded-md border border-line bg-s1"
      >
        {drawing.shapes.map(({ kind, d, title }, at) => (
          // oxlint-disable-next-line react/no-array-index-key -- a shape is its place in the file
          <path key={at} d={d} {...LOOK[kind]} strokeLinecap="round" strokeLinejoin="round">
            {title !== "" && <title>{title}</title>}
          </path>
        ))}
      </svg>
      <figcaption className="pt-1 text-12 text-text-2">
        {`GeoJSON: ${sentence}; longitude ${west} to ${east}, latitude ${south} to ${north}. North is up.`}
      </figcaption>
    </figure>
  );
}
