/** Nouns before (or after) a quoted word that make it a name of the schema or the code, not a value of data. */
const NAMING = [
  "module",
  "package",
  "library",
  "column",
  "series",
  "columns",
  "field",
  "constraint",
  "relation",
  "table",
  "view",
  "index",
  "schema",
  "database",
  "role",
  "key",
  "attribute",
  "property",
  "argument",
  "arguments",
  "parameter",
  "option",
  "class",
  "type",
  "function",
  "method",
  "operator",
  "variable",
  "name",
  "feature",
  "secret",
  "secrets",
  "configmap",
  "configmaps",
  "serviceaccount",
  "account",
  "symbol",
  "extension",
  "plugin",
  "quota",
  "topic",
  "queue",
  "claim",
  "persistentvolumeclaim",
  "webhook",
  "resource",
  "namespace",
  "layer",
  "metric",
  "setting",
  "variable",
  "command",
  "executable",
  "check",
];
const NOUN = NAMING.join("|");
const IDENTIFIER = /^[A-Za-z_$][\w$.\-/]{0,60}$/;
const QUOTED = /(['"])((?:(?!\1)[^\n]){0,400})\1/g;
const NOUN_BEFORE = new RegExp(`\\b(?:${NOUN})(?:\\s+(?:named|called|is|for|of))?[\\s:=([]*$`, "i");
const NOUN_AFTER = new RegExp(
  `^\\)?\\s*(?:${NOUN}|is not defined|not in index|could not be resolved|cannot be resolved|not found in axis)\\b`,
  "i",
);
const NOUN_PLAIN = new RegExp(
  `\\b(column|field|constraint|relation|table|feature|module|attribute|symbol|metric|topic|validation errors? for|state_dict for) +([A-Za-z_][\\w.]*)`,
  "gi",
);
/** Words that follow a noun in sentences and are no names. */
const PLAIN_WORDS = new Set(
  "is are was were not in of for with has have does do to the a an and or on by from at as must should cannot can could did found missing than that this which name names type types count value values contains expected exists required it all".split(
    " ",
  ),
);

/** Whether a word is an id rather than a name: digits mixed into letters, or long hex. */
export function looksLikeId(word: string): boolean {
  if (/^(?:0x)?[0-9a-f]{6,}$/i.test(word) && /\d/.test(word)) return true;
  if (word.length < 8) return false;
  const digits = word.replace(/\D/g, "").length;
  return digits >= 3 && digits / word.length > 0.2;
}

/** Names of the schema or the code that a message tells, sorted; values of data are not among them. */
export function schemaNames(text: string): string[] {
  const message = text.slice(0, MAX_MASKED);
  const names = new Set<string>();
  for (const quoted of message.matchAll(QUOTED)) {
    const word = quoted[2] ?? "";
    const before = message.slice(Math.max(0, quoted.index - 40), quoted.index);
    const after = message.slice(quoted.index + quoted[0].length, quoted.index + quoted[0].length + 24);
    if (isNamed(word, before, after)) names.add(word);
  }
  for (const plain of message.matchAll(NOUN_PLAIN)) {
    const word = plain[2] ?? "";
    if (!PLAIN_WORDS.has(word.toLowerCase()) && !looksLikeId(word)) names.add(word.replace(/\.$/, ""));
  }
  return [...names].sort();
}

function isNamed(word: string, before: string, after: string): boolean {
  if (!IDENTIFIER.test(word) || looksLikeId(word)) return false;
  return NOUN_BEFORE.test(before) || NOUN_AFTER.test(after);
}

/** What varies between two reports of one condition, in the order in which it is replaced. */
const VALUES: readonly [RegExp, string][] = [
  [/\b[a-z][a-z0-9+.-]{1,12}:\/\/[^\s'"<>)\]|]+/gi, "‹url›"],
  [/\b[\w.+-]+@[\w-]+\.[\w.]+\b/g, "‹mail›"],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, "‹id›"],
  [/\b0x[0-9a-f]+\b/gi, "‹address›"],
  [/\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d+)?(?:Z|[+-]\d\d:?\d\d)?)?/g, "‹time›"],
  [/\b(?:\d{1,3}\.){3}\d{1,3}(?::\d+|<\d+>)?/g, "‹address›"],
  [
    /\b(?:[\w-]+\.)+(?:internal|local|com|net|org|io|svc|cluster)\b(?:\.[\w-]+)*(?::\d+)?(?:\/[^\s'",;)\]]*)?/gi,
    "‹host›",
  ],
  [/(?:^|(?<=[\s'"(=[:,]))(?:~|\.{1,2}|[A-Za-z]:)?[\\/][^\s'",:;)\]|]+/g, "‹path›"],
  [/\b\d+(?:\s?[x×]\s?\d+)+\b/g, "‹shape›"],
  [/(?<![\w.])\(?-?\d+(?:\.\d+)?(?:e[+-]?\d+)?\s?(?:[KMGTP]i?B?|bytes?|B|ms|s|sec(?:onds?)?|m|h|%)\b\)?/g, "‹n›"],
];
/** The engine writes names of its objects into brackets: ids, not causes. */
const BRACKETED = /\[(?=[^\]\s]*[a-z\d])[^\]\s'"]+\]/g;
const MIXED_WORD = /[A-Za-z0-9][\w.-]*\d[\w.-]*/g;

/** A quoted text of many words is what another program said, not a value. */
const SENTENCE = /[a-z]{2,}(?: [^ ]+){3,}/i;

/** The text with values of data masked; names stay. Quoted words stay only where a noun says that they name something. */
export function maskValues(text: string): string {
  let masked = text
    .replace(BRACKETED, "[‹value›]")
    .replace(QUOTED, (whole: string, _quote: string, word: string, at: number) => {
      const before = text.slice(Math.max(0, at - 40), at);
      const after = text.slice(at + whole.length, at + whole.length + 24);
      return isNamed(word, before, after) || SENTENCE.test(word) ? ` ${word} ` : " ‹value› ";
    });
  for (const [pattern, mask] of VALUES) masked = masked.replace(pattern, mask);
  masked = masked.replace(MIXED_WORD, (word) => (looksLikeId(word) || /^[\d.,:-]+\w?$/.test(word) ? "‹n›" : word));
  return masked
    .replace(/(?<![A-Za-z\d])[-+]?\d+(?:[.,]\d+)*/g, "‹n›")
    .replace(/\s+/g, " ")
    .trim();
}

const MIN_HEADLINE_WORDS = 3;
/** Masked text is cut, not the line: where a line is cut depends on the values in it. */
const MAX_HEADLINE = 240;
const MAX_MASKED = 2_000;

/**
 * The masked first sentence of a message as lower-case words, the part that stays over library versions (hints follow it).
 * A sentence that ends in a colon, or says too little, takes the next line with it.
 */
export function headlineOf(message: string): string {
  const lines = unwrapTuple(message)
    .replace(CODE_PREFIX, "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => /[A-Za-z]/.test(line));
  let headline = "";
  for (const line of lines.slice(0, 3)) {
    headline = wordsOf(`${headline} ${maskValues(withoutMet(firstSentence(line.slice(0, MAX_MASKED))))}`);
    if (headline.split(" ").length >= MIN_HEADLINE_WORDS && !line.endsWith(":")) break;
  }
  return headline.slice(0, MAX_HEADLINE);
}

/** Codes and wrapped exception names before a sentence: "[PATH_NOT_FOUND] …", "(psycopg2.errors.X) …". */
const CODE_PREFIX = /^(?:\[[A-Z][A-Z0-9_.]+\]|\([a-z]\w*(?:\.\w+)+\))\s+/;

/** Python prints an exception of several arguments as a tuple: its texts are lines of one message. */
function unwrapTuple(message: string): string {
  if (!/^\((['"])[\s\S]*\)$/.test(message)) return message;
  const texts = [...message.matchAll(/(['"])((?:(?!\1)[^\n])*?)\1(?=\s*[,)])/g)].map((text) => text[2] ?? "");
  return texts.length === 0 ? message : texts.join("\n");
}

/** What was met instead is a value of data: "expected x, got y". */
const MET = /[,;:]? (?:but )?(?:got|found|received|was given|actual(?:ly)?)\b.*$/i;

/** Only behind an expectation: "file not found" keeps its words. */
const withoutMet = (line: string): string => (/expect|require|must|should/i.test(line) ? line.replace(MET, "") : line);

const firstSentence = (line: string): string => line.split(/(?<=[\w)'"\]]{2})[.;!](?:\s|$)/)[0] ?? line;

const wordsOf = (masked: string): string =>
  masked
    .replace(/‹\w+›/g, " ")
    .replace(/[^A-Za-z0-9_.]+/g, " ")
    .replace(/(?<=\s|^)\.+|\.+(?=\s|$)/g, " ")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
