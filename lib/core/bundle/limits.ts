/** What a file may be at most, so that a hostile one cannot fill the memory or the stack of the tab that opens it. */
export const BUNDLE_LIMITS = {
  fileBytes: 64 * 1024 * 1024,
  /** After decompression: gzip makes a thousand bytes of one. */
  textBytes: 256 * 1024 * 1024,
  /** Nesting of the JSON: values within values within graphs. */
  depth: 400,
};
