import type { PhaseReason } from "@/lib/core/node";

/** `count` times the same reason, one after the other; from `atMs` to `untilMs`. */
export type FoldedReason = { message: string; atMs: number | null; untilMs: number | null; count: number };

/** Flyte repeats a reason each time it looks: runs of equal ones become one line with a count. */
export function foldReasons(reasons: readonly PhaseReason[]): FoldedReason[] {
  const folded: FoldedReason[] = [];
  for (const { atMs, message } of reasons) {
    const text = message.trim();
    const last = folded.at(-1);
    if (last !== undefined && last.message === text) {
      last.count += 1;
      last.untilMs = atMs ?? last.untilMs;
    } else {
      folded.push({ message: text, atMs, untilMs: atMs, count: 1 });
    }
  }
  return folded;
}
