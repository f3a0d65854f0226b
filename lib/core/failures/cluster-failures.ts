import { fingerprint } from "./fingerprint";
import { normaliseError } from "./normalise-error";
import type { Fingerprint, RawFailure } from "./types";

/** Failures of one cause. `members` are indices into the given list, ascending. */
export type FailureCluster = Fingerprint & { count: number; members: number[] };

/** Shorter beginnings fit too much. */
const MIN_BEGINNING_CHARS = 16;

/**
 * Groups failures by cause, the largest cluster first. Which failures share a cluster does not depend on their order.
 * Texts that were cut too far form one cluster of their own (`by: "text_cut"`), which stands for no cause. Linear in the
 * number of failures; equal messages are taken apart once.
 */
export function clusterFailures(failures: readonly RawFailure[]): FailureCluster[] {
  const prints = fingerprintsOf(failures);
  const whole = wholeOf(new Set(prints));
  const clusters = new Map<string, FailureCluster>();
  for (const [member, print] of prints.entries()) {
    const joined = print.isPart ? (whole(print) ?? print) : print;
    const cluster = clusters.get(joined.key);
    if (cluster === undefined) clusters.set(joined.key, { ...joined, count: 1, members: [member] });
    else {
      cluster.count += 1;
      cluster.members.push(member);
      // The title is that of the smallest text, so that it does not depend on the order.
      if (joined.title < cluster.title) cluster.title = joined.title;
    }
  }
  return [...clusters.values()].sort((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}

/** What varies between items of one map in texts of any form, and is never a name or a status. */
const VARYING = /\d+\.\d+|\d{4,}/g;
/** Texts of the engine are short and name pods, too. */
const VARYING_IN_SHORT = /\d+\.\d+|\d{4,}|\b(?=[a-z]*\d)[0-9a-z]{12,}(?:-n?\d[\w-]*)?/g;
const SHORT_CHARS = 600;
/** The length of shorter texts tells whether they are cut: they are left alone. */
const MAYBE_CUT_CHARS = 110;

/** Failures that differ in varying values only, and their fingerprint: that of the smallest text, whatever the order. */
type Alike = { smallest: RawFailure; print: Fingerprint | null };

function fingerprintsOf(failures: readonly RawFailure[]): Fingerprint[] {
  const byText = new Map<string, Alike[]>();
  const groups = failures.map((failure) => {
    const text = maskVarying(failure.message);
    const sameText = byText.get(text) ?? [];
    if (sameText.length === 0) byText.set(text, sameText);
    const known = sameText.find(({ smallest }) => isSameServerSide(smallest, failure));
    if (known === undefined) {
      const alike: Alike = { smallest: failure, print: null };
      sameText.push(alike);
      return alike;
    }
    if (failure.message < known.smallest.message) known.smallest = failure;
    return known;
  });
  return groups.map((alike) => (alike.print ??= fingerprint(normaliseError(alike.smallest))));
}

function maskVarying(message: string): string {
  if (message.length <= MAYBE_CUT_CHARS) return message;
  return message.replace(message.length <= SHORT_CHARS ? VARYING_IN_SHORT : VARYING, "#");
}

const isSameServerSide = (a: RawFailure, b: RawFailure): boolean =>
  a.code === b.code && a.kind === b.kind && a.cut === b.cut;

/** Finds the one whole fingerprint that a part's headline begins, or is begun by; null where none or more than one fits. */
function wholeOf(prints: Iterable<Fingerprint>): (part: Fingerprint) => Fingerprint | null {
  const byHeadline = new Map<string, Map<string, Fingerprint>>();
  for (const print of prints) {
    const { headline, isPart, key } = print;
    if (isPart || headline === null || headline.length < MIN_BEGINNING_CHARS) continue;
    const same = byHeadline.get(headline) ?? new Map<string, Fingerprint>();
    byHeadline.set(headline, same.set(key, print));
  }
  const headlines = [...byHeadline.keys()].sort();
  const answers = new Map<string, Fingerprint | null>();
  return ({ headline }) => {
    if (headline === null || headline.length < MIN_BEGINNING_CHARS) return null;
    const answer = answers.get(headline);
    if (answer !== undefined) return answer;
    const fits = new Map(related(headlines, headline).flatMap((text) => [...(byHeadline.get(text) ?? [])]));
    const [only = null] = fits.size === 1 ? [...fits.values()] : [];
    answers.set(headline, only);
    return only;
  };
}

/** Two texts are enough to know that a part fits more than one. */
const MAX_RELATED = 64;

/** The sorted texts that begin with `part`, and those that it begins with. */
function related(sorted: readonly string[], part: string): string[] {
  const found: string[] = [];
  for (let at = lowerBound(sorted, part); found.length < MAX_RELATED; at += 1) {
    const text = sorted[at];
    if (text === undefined || !text.startsWith(part)) break;
    found.push(text);
  }
  for (let length = MIN_BEGINNING_CHARS; length < part.length; length += 1) {
    const beginning = part.slice(0, length);
    if (sorted[lowerBound(sorted, beginning)] === beginning) found.push(beginning);
  }
  return found;
}

function lowerBound(sorted: readonly string[], text: string): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? "") < text) low = middle + 1;
    else high = middle;
  }
  return low;
}
