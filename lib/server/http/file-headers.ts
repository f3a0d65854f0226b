import "server-only";

/** What every answer with a workflow's bytes says: its type is ours, it is not sniffed, cached or read by other sites. */
const ALWAYS = {
  "x-content-type-options": "nosniff",
  "cache-control": "no-store, no-transform",
  "cross-origin-resource-policy": "same-origin",
  "referrer-policy": "no-referrer",
} as const;

const NOTHING = "default-src 'none'; sandbox; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

/** Bytes that are handed over as a file: no browser opens this type or gives it an origin. */
export function attachmentHeaders(name: string): Record<string, string> {
  return {
    ...ALWAYS,
    "content-type": "application/octet-stream",
    "content-disposition": `attachment; filename="${name}"`,
    "content-security-policy": NOTHING,
    "accept-ranges": "bytes",
  };
}

/** Bytes that were judged to be a picture or a recording of this type, for elements that show them. */
export function mediaHeaders(mediaType: string): Record<string, string> {
  return { ...ALWAYS, "content-type": mediaType, "content-disposition": "inline", "content-security-policy": NOTHING };
}

/** A picture that is a document: it may style itself and hold data, and nothing in it runs or loads. */
export function svgHeaders(): Record<string, string> {
  const policy = `${NOTHING}; style-src 'unsafe-inline'; img-src data:; font-src data:`;
  return { ...ALWAYS, "content-type": "image/svg+xml; charset=utf-8", "content-security-policy": policy };
}

/**
 * A page that a workflow wrote. It runs its own scripts (Plotly needs `eval`) in an origin of its own, wherever it is
 * opened: `sandbox` without `allow-same-origin` holds for a frame and for the address itself. No directive lets a request
 * out, and none a form, a popup or the top window in.
 */
export function pageHeaders(charset = "utf-8"): Record<string, string> {
  const policy = [
    "sandbox allow-scripts",
    "default-src 'none'",
    "script-src 'unsafe-inline' 'unsafe-eval' data: blob:",
    "style-src 'unsafe-inline' data:",
    "img-src data: blob:",
    "font-src data:",
    "media-src data: blob:",
    "connect-src 'none'",
    "worker-src 'none'",
    "frame-src 'none'",
    "object-src 'none'",
    "manifest-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-ancestors 'self'",
    "webrtc 'block'",
  ];
  return {
    ...ALWAYS,
    "content-type": `text/html; charset=${charset}`,
    "content-security-policy": policy.join("; "),
    "x-dns-prefetch-control": "off",
    "permissions-policy":
      "camera=(), microphone=(), geolocation=(), display-capture=(), clipboard-write=(), fullscreen=()",
    "x-frame-options": "SAMEORIGIN",
  };
}
