import { fingerprint } from "./fingerprint";
import { normaliseError } from "./normalise-error";
import type { Fingerprint, RawFailure } from "./types";

/** Failures of one cause. `members` are indices into the given list, ascending. */
export type FailureCluster = Fingerprint & { count: number; members: number[] };

/** Shorter beginnings fit too much. */
const MIN_BEGINNING_CHARS = 20;

/**
 * Groups failures by cause, the largest cluster first. Which failures share a cluster does not depend on their order.
 * Texts that were cut too far form one cluster of their own (`by: "text_cut"`), which stands for no cause. Linear in the
 * number of failures; equal messages are taken apart once.
 */
export function clusterFailures(failures: readonly RawFailure[]): FailureCluster[] {
  const read = new Map<string, Fingerprint>();
  const prints = failures.map((failure) => {
    const same = `${failure.code}\n${failure.kind}\n${failure.cut}\n${failure.message}`;
    const known = read.get(same);
    if (known !== undefined) return known;
    const print = fingerprint(normaliseError(failure));
    read.set(same, print);
    return print;
  });
  const whole = wholeOf(read.values());
  const clusters = new Map<string, FailureCluster>();
  for (const [member, print] of prints.entries()) {
    const joined = print.by === "text_cut" ? (whole(print) ?? print) : print;
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

/** Finds the one whole fingerprint that a cut headline is the beginning of; null where none or more than one fits. */
function wholeOf(prints: Iterable<Fingerprint>): (cut: Fingerprint) => Fingerprint | null {
  const byHeadline = new Map<string, Fingerprint>();
  for (const print of prints) {
    if (print.by !== "text_cut" && (print.headline ?? "").length >= MIN_BEGINNING_CHARS && print.headline !== null)
      byHeadline.set(print.headline, print);
  }
  const headlines = [...byHeadline.keys()];
  const answers = new Map<string, Fingerprint | null>();
  return ({ headline }) => {
    if (headline === null || headline.length < MIN_BEGINNING_CHARS) return null;
    const answer = answers.get(headline);
    if (answer !== undefined) return answer;
    const fits = headlines.filter((text) => text.startsWith(headline) || headline.startsWith(text));
    const keys = new Set(fits.map((text) => byHeadline.get(text)?.key));
    const only = keys.size === 1 ? (byHeadline.get(fits[0] ?? "") ?? null) : null;
    answers.set(headline, only);
    return only;
  };
}
