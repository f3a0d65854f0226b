import { formatCount } from "@/lib/core/format/count";
import type { SourceRun } from "./use-source-run";

/** One sentence on what a launch leaves as it is. */
export function keptWords(unchanged: number, source: SourceRun | null): string {
  const inputs = counted(unchanged, "input");
  if (source === null) return unchanged === 0 ? "Nothing else is set." : `${inputs} as the launch plan says.`;
  const { labels, annotations, tags, envs, clusterLabel, maxParallelism, overwriteCache } = source.execution;
  const parts = [
    inputs,
    counted(Object.keys(labels).length, "label"),
    counted(Object.keys(annotations).length, "annotation"),
    counted(tags.length, "tag"),
    counted(Object.keys(envs).length, "environment variable"),
    clusterLabel === "" ? "" : "cluster label",
    maxParallelism === 0 ? "" : "max parallelism",
    overwriteCache ? "overwrite cache" : "",
    "notifications and all other settings",
  ];
  return `Kept unchanged: ${parts.filter(Boolean).join(", ")}.`;
}

const counted = (n: number, noun: string): string => (n === 0 ? "" : `${formatCount(n)} ${noun}${n === 1 ? "" : "s"}`);
