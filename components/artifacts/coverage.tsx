import type { BlobList } from "@/lib/contract/blobs";
import { formatCount } from "@/lib/core/format/count";

/** How much of the run was looked at: nothing is left out in silence. */
export function Coverage({ list: { nodesRead, nodesKnown, failed } }: { list: Omit<BlobList, "blobs"> }) {
  return (
    <div className="px-3 py-2 text-11 text-text-3">
      <p>{`Values of ${formatCount(nodesRead)} of ${formatCount(nodesKnown)} nodes were read.`}</p>
      {failed.length > 0 && (
        <ul className="mt-1 text-failed-t">
          {failed.map(({ node, message }) => (
            <li key={node} className="break-words">
              <span className="mono">{node}</span>
              {`: ${message}`}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
