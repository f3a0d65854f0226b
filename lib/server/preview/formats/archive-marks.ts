import "server-only";
import type { ArchiveEntry } from "@/lib/core/preview/types";

/** Entries with what is odd about their names: they are listed as written, and never unpacked. */
export function withMarks(entries: readonly ArchiveEntry[]): ArchiveEntry[] {
  const times = new Map<string, number>();
  for (const { path } of entries) times.set(path, (times.get(path) ?? 0) + 1);
  return entries.map((entry) => ({ ...entry, marks: [...entry.marks, ...marksOf(entry, times.get(entry.path) ?? 1)] }));
}

function marksOf({ path, type }: ArchiveEntry, times: number): string[] {
  const parts = path.split(/[/\\]/);
  const marks: string[] = [];
  if (parts.includes("..")) marks.push("climbs out of its folder");
  if (/^([/\\]|[A-Za-z]:)/.test(path)) marks.push("absolute path");
  if (/[\p{Cc}\p{Cf}]/u.test(path)) marks.push("invisible characters in the name");
  if (path === "") marks.push("no name");
  if (times > 1) marks.push(`${times} entries have this name`);
  if (type === "link") marks.push("link, not followed");
  return marks;
}
