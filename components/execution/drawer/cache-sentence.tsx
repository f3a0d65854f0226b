import Link from "next/link";
import { CopyButton } from "@/components/ui/copy-button";
import type { CacheStatus, NodeRow } from "@/lib/core/node";
import { paths } from "@/lib/url/paths";

const WORDS: Partial<Record<CacheStatus, string>> = {
  miss: "Looked up in the cache and not found, so it ran.",
  hit: "Taken from the cache: it did not run here.",
  populated: "It ran, and its outputs were put into the cache.",
  lookup_failure: "The cache could not be asked, so it ran.",
  put_failure: "It ran, but its outputs could not be put into the cache.",
  skipped: "The cache was not asked, as this run overwrites it.",
  evicted: "The cached outputs had been evicted.",
};

/** What the cache did for this node, and which run a cached value came from. Nothing for a node without a cache. */
export function CacheSentence({ row }: { row: NodeRow }) {
  const words = WORDS[row.cacheStatus];
  if (words === undefined) return null;
  const source = row.cacheSource?.source ?? null;
  const artifact = row.cacheSource?.artifact ?? "";
  return (
    <div className="text-12 break-words text-text-2">
      {words}
      {source !== null && (
        <>
          {" It was made by "}
          <Link prefetch={false} href={paths.node(source)} className="mono text-accent-text hover:underline">
            {`${source.execution.name} / ${source.nodeId}`}
          </Link>
          .
        </>
      )}
      {artifact !== "" && (
        <span className="mt-1 flex items-center gap-1">
          <span className="text-text-3">Catalog key</span>
          <span className="mono min-w-0 break-all">{artifact}</span>
          <CopyButton text={artifact} what="catalog key" />
        </span>
      )}
    </div>
  );
}
