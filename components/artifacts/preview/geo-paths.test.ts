import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { geoPaths } from "./geo-paths";

const position = fc.tuple(
  fc.double({ min: -180, max: 180, noNaN: true }),
  fc.double({ min: -90, max: 90, noNaN: true }),
);

describe("geoPaths", () => {
  it("draws nothing where nothing has a place", () => {
    expect(geoPaths({ shapes: [], bounds: null }, 400)).toBeNull();
  });

  it("keeps every place inside the drawing, north above south", () => {
    fc.assert(
      fc.property(fc.array(position, { minLength: 1 }), (places) => {
        const xs = places.map(([x]) => x);
        const ys = places.map(([, y]) => y);
        const bounds: [number, number, number, number] = [
          Math.min(...xs),
          Math.min(...ys),
          Math.max(...xs),
          Math.max(...ys),
        ];
        const drawing = geoPaths({ shapes: [{ kind: "line", lines: [places], properties: [] }], bounds }, 400);
        if (drawing === null) throw new Error("nothing is drawn");
        const drawn = (drawing.shapes[0]?.d ?? "").slice(1).split("L");
        expect(drawn).toHaveLength(places.length);
        for (const place of drawn) {
          const [x = Number.NaN, y = Number.NaN] = place.split(" ").map(Number);
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(drawing.width);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(drawing.height);
        }
      }),
    );
  });

  it("closes areas and makes dots of points", () => {
    const line: [number, number][] = [
      [0, 0],
      [1, 1],
    ];
    const shapes = (["point", "area"] as const).map((kind) => ({ kind, lines: [line], properties: [] }));
    const drawing = geoPaths({ shapes, bounds: [0, 0, 1, 1] }, 100);
    expect(drawing?.shapes.map(({ d }) => d)).toEqual(["M5.0 95.0h0M95.0 5.0h0", "M5.0 95.0L95.0 5.0Z"]);
  });
});
