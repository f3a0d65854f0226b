/** Sound or video, played by the browser. */
export function MediaView({ media, name, src }: { media: "audio" | "video"; name: string; src: string }) {
  return (
    <div className="px-3 pb-3">
      {media === "audio" ? (
        // oxlint-disable-next-line jsx-a11y/media-has-caption -- a file of a run comes without captions
        <audio controls preload="metadata" src={src} aria-label={name} className="w-full" />
      ) : (
        // oxlint-disable-next-line jsx-a11y/media-has-caption -- a file of a run comes without captions
        <video controls preload="metadata" src={src} aria-label={name} className="max-h-120 w-full" />
      )}
    </div>
  );
}

/**
 * A page that a workflow wrote. The address answers a frame of the console without scripts, which holds the page in a
 * sandbox with an origin of its own: this outer frame needs none.
 */
export function FrameView({ name, src }: { name: string; src: string }) {
  return (
    <iframe
      title={`Page ${name}`}
      src={src}
      referrerPolicy="no-referrer"
      className="h-120 w-full border-t border-line bg-white"
    />
  );
}
