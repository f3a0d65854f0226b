import "server-only";
import { PREVIEW_LIMITS } from "@/lib/core/preview/limits";
import type { FileWindow } from "@/lib/server/preview/file-window";
import type { Found } from "@/lib/server/preview/reading";

export type Decoded = { text: string; charset: string; replaced: number };

const MARKS: readonly { bytes: readonly number[]; charset: string }[] = [
  { bytes: [0xef, 0xbb, 0xbf], charset: "utf-8" },
  { bytes: [0xff, 0xfe, 0, 0], charset: "utf-32le" },
  { bytes: [0xff, 0xfe], charset: "utf-16le" },
  { bytes: [0xfe, 0xff], charset: "utf-16be" },
];

/** Control characters that text files hold. */
const PLAIN_CONTROLS: ReadonlySet<number> = new Set([0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x1b]);
/** Above this share of controls or broken characters, bytes are no text. */
const MAX_ODD_SHARE = 0.1;

/** Bytes as text when they are text. The charset is judged by the bytes: a mark at the start, else UTF-8, else UTF-16 by its zeros. */
export function decodeText(bytes: Uint8Array): Decoded | null {
  const marked = MARKS.find(({ bytes: mark }) => mark.every((byte, index) => bytes[index] === byte));
  const charset = marked?.charset ?? zeroesAsUtf16(bytes) ?? "utf-8";
  if (charset === "utf-32le") return null;
  const text = new TextDecoder(charset, { ignoreBOM: false }).decode(bytes);
  const replaced = text.split("\ufffd").length - 1;
  const odd = charset === "utf-8" ? controlsOf(bytes) + replaced : replaced;
  return odd > bytes.length * MAX_ODD_SHARE ? null : { text, charset, replaced };
}

function controlsOf(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) if (byte < 0x20 && !PLAIN_CONTROLS.has(byte)) count += 1;
  return count;
}

/** Latin text in UTF-16 has a zero in every second byte. */
function zeroesAsUtf16(bytes: Uint8Array): string | null {
  const pairs = Math.min(512, bytes.length >> 1);
  let even = 0;
  let odd = 0;
  for (let pair = 0; pair < pairs; pair++) {
    if (bytes[2 * pair] === 0) even += 1;
    if (bytes[2 * pair + 1] === 0) odd += 1;
  }
  if (pairs < 4 || (even > 0 && odd > 0)) return null;
  if (even > pairs * 0.7) return "utf-16be";
  return odd > pairs * 0.7 ? "utf-16le" : null;
}

/** Highlighting only: what a name ends with never decides how content is handled. */
const LANGUAGES: Readonly<Record<string, string>> = {
  py: "python",
  yaml: "yaml",
  yml: "yaml",
  sql: "sql",
  md: "markdown",
  toml: "toml",
  ini: "ini",
  cfg: "ini",
  sh: "bash",
  js: "javascript",
  ts: "typescript",
  r: "r",
  xml: "xml",
  java: "java",
  go: "go",
  rs: "rust",
  c: "c",
  cpp: "cpp",
};

export const extensionOf = (name: string): string => /\.([A-Za-z0-9]{1,12})$/.exec(name)?.[1]?.toLowerCase() ?? "";

function languageOf(text: string, name: string): string {
  const start = text.trimStart();
  if (/^[[{]/.test(start) && (isJson(text) || ["json", "geojson"].includes(extensionOf(name)))) return "json";
  if (/^<[?!a-z]/i.test(start)) return "xml";
  const extension = extensionOf(name);
  return Object.hasOwn(LANGUAGES, extension) ? (LANGUAGES[extension] ?? "text") : "text";
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A text, cut after the last whole line that was read. */
export function textFound(decoded: Decoded, window: FileWindow): Found {
  const { charset, replaced } = decoded;
  const isCut = isCutAt(window, PREVIEW_LIMITS.textBytes);
  const text = isCut ? wholeLines(decoded.text) : decoded.text;
  const notes = isCut ? [cutNote(window, PREVIEW_LIMITS.textBytes)] : [];
  if (replaced > 0) notes.push(`${replaced} places are no ${charset.toUpperCase()} and shown as \ufffd.`);
  return { content: { kind: "text", language: languageOf(text, window.name), charset, text, replaced, isCut }, notes };
}

export const isCutAt = (window: FileWindow, limit: number): boolean =>
  window.sizeBytes === null ? window.readBytes >= limit : window.sizeBytes > limit;

export const cutNote = (window: FileWindow, limit: number): string =>
  `The first ${limit.toLocaleString("en")} of ${window.sizeBytes?.toLocaleString("en") ?? "unknown"} bytes were read.`;

/** What was read up to its last line end; all of it when there is none. */
export function wholeLines(text: string): string {
  const end = text.lastIndexOf("\n");
  return end < 0 ? text.replace(/\ufffd$/, "") : text.slice(0, end + 1);
}
