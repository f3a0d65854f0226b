import { formatBytes } from "@/lib/core/format/bytes";
import { formatCount } from "@/lib/core/format/count";
import { missingParts } from "./missing-parts";
import type { OpenBundle } from "./use-bundle";

const MAX_GAPS = 200;

/** What the file holds by its own manifest, and what could not be collected when it was saved. */
export function BundleContents({ bundle: { manifest, gaps } }: { bundle: OpenBundle }) {
  return (
    <div className="flex flex-col gap-4 p-3">
      <table className="w-full text-left text-12">
        <caption className="pb-1 text-left font-semibold text-text-2">What it holds, by its own account</caption>
        <thead>
          <tr className="text-11 text-text-3">
            <th scope="col">Part</th>
            <th scope="col" className="text-right">
              Count
            </th>
            <th scope="col" className="text-right">
              Unpacked
            </th>
          </tr>
        </thead>
        <tbody>
          {manifest.map(({ name, count, sizeBytes }) => (
            <tr key={name} className="border-t border-line">
              <th scope="row" className="py-1 font-medium break-all">
                {name}
              </th>
              <td className="text-right">{formatCount(count)}</td>
              <td className="text-right">{formatBytes(sizeBytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <section aria-label="What is missing">
        <h3 className="pb-1 text-12 font-semibold text-text-2">
          {gaps.length === 0 ? "Nothing was missing when it was saved" : missingParts(gaps.length)}
        </h3>
        <ul className="text-12">
          {gaps.slice(0, MAX_GAPS).map(({ what, nodeId, reason }) => (
            <li key={`${what} ${nodeId ?? ""} ${reason}`} className="break-words">
              <span className="font-medium">{`${what} of ${nodeId ?? "the run"}`}</span>
              {`: ${reason}`}
            </li>
          ))}
        </ul>
        {gaps.length > MAX_GAPS && (
          <p className="text-12 text-text-3">{`${MAX_GAPS} of ${formatCount(gaps.length)} shown`}</p>
        )}
      </section>
    </div>
  );
}
