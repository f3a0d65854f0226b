"use client";

import { useState } from "react";
import { Segments } from "@/components/ui/segments";
import { formatCount } from "@/lib/core/format/count";
import type { PreviewContent } from "@/lib/core/preview/types";
import { ScrollBox } from "./scroll-box";
import { TextView } from "./text-view";

const ZOOMS = [
  { id: "fit", label: "Fit" },
  { id: "1", label: "100 %" },
  { id: "4", label: "400 %" },
  { id: "16", label: "1600 %" },
] as const;
type Zoom = (typeof ZOOMS)[number]["id"];

/** A picture with its true size; zoomed in, its pixels stay squares. `src` null where it is not drawn: notes say why. */
export function PictureView({
  image: { format, width, height },
  name,
  src,
}: {
  image: Extract<PreviewContent, { kind: "image" }>;
  name: string;
  src: string | null;
}) {
  const [zoom, setZoom] = useState<Zoom>("fit");
  return (
    <div className="flex flex-col gap-2 px-3 pb-3">
      <div className="flex flex-wrap items-center gap-3">
        <span className="text-12 text-text-2">{`${format.toUpperCase()}, ${formatCount(width)} × ${formatCount(height)} pixels`}</span>
        {src !== null && <Segments label="Zoom" segments={ZOOMS} value={zoom} onChange={setZoom} />}
      </div>
      {src === null ? (
        <p className="text-text-2">This picture is not drawn here.</p>
      ) : (
        <Drawn src={src} name={name} width={zoom === "fit" ? null : width * Number(zoom)} />
      )}
    </div>
  );
}

/** An SVG as the browser draws it without scripts, and its text. */
export function DrawingView({ text, name, src }: { text: string; name: string; src: string | null }) {
  return (
    <div className="flex flex-col gap-2">
      {src !== null && (
        <div className="px-3">
          <Drawn src={src} name={name} width={null} />
        </div>
      )}
      <TextView label="svg" text={text} facts="svg, its text" />
    </div>
  );
}

/** `width` in pixels of the page; null for all of it in what is there. */
function Drawn({ src, name, width }: { src: string; name: string; width: number | null }) {
  const [failed, setFailed] = useState(false);
  if (failed) {
    return (
      <p role="alert" className="text-failed-t">
        The browser could not draw it.
      </p>
    );
  }
  return (
    <ScrollBox label="Picture">
      <img
        src={src}
        alt={name}
        onError={() => setFailed(true)}
        style={
          width === null
            ? { maxWidth: "100%", maxHeight: 460, objectFit: "contain" }
            : { width, maxWidth: "none", imageRendering: "pixelated" }
        }
      />
    </ScrollBox>
  );
}
