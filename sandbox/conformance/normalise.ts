import { type JsonValue } from "@bufbuild/protobuf";

/** What is right and yet never the same twice is replaced by a word, in the recorded answer and in the given one. */
export function normalise(value: JsonValue, key = ""): JsonValue {
  if (Array.isArray(value)) return value.map((item) => normalise(item, key));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, normalise(item, name)]));
  }
  return typeof value === "string" ? normalText(value, key) : value;
}

const VERSION_KEYS = new Set(["Build", "Version", "BuildTime"]);
/** Fields whose text is made by the server from ids, hashes and hosts of its own. */
const MADE_KEYS = new Set(["generatedName", "externalId", "artifactId"]);

function normalText(text: string, key: string): string {
  if (VERSION_KEYS.has(key) || MADE_KEYS.has(key)) return "<made>";
  if (/(At|Time|^timestamp)$/.test(key) && /^\d{4}-\d\d-\d\dT/.test(text)) return "<time>";
  if (key === "duration" && /^-?[\d.]+s$/.test(text)) return "<duration>";
  if (/^https?:/.test(text)) return "<url>";
  if (text.startsWith("s3:")) return "<uri>";
  return text;
}

/**
 * Error texts without what differs for good reasons: Go's random spacing, row ids, names of buckets. Only the first line
 * counts: what follows is a difference of structures whose spelling is Go's own.
 */
export function normaliseMessage(text: string): string {
  const [first = ""] = text.split("\n");
  return first
    .replace(/s3:\/\/[^/\]\s]+/g, "s3://<bucket>")
    .replace(/execution \d+$/, "execution <row>")
    .replace(/\s+/g, " ")
    .trim();
}
