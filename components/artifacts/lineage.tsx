import Link from "next/link";
import type { ReactNode } from "react";
import { VisibleText } from "@/components/values/visible-text";
import type { BlobListing } from "@/lib/contract/blobs";
import type { ExecutionRef } from "@/lib/core/refs";
import { paths } from "@/lib/url/paths";
import { type Artifact, lineageOf, placeKey } from "./artifacts";

/** Which node made an artifact and which nodes read it, as links to them; told by the address that their values hold. */
export function Lineage({ artifact, execution }: { artifact: Artifact; execution: ExecutionRef }) {
  const { made, passed, read } = lineageOf(artifact);
  return (
    <section aria-label="Lineage" className="flex flex-col gap-2 border-t border-line px-3 py-2 text-12">
      <Step title="Made by">
        {made === null ? (
          <p className="text-text-2">No node that was read: it was given to the run.</p>
        ) : (
          <Mentions mentions={[made]} execution={execution} />
        )}
      </Step>
      <Step title={`Read by (${read.length})`}>
        {read.length === 0 ? (
          <p className="text-text-2">No node that was looked at takes it.</p>
        ) : (
          <Mentions mentions={read} execution={execution} />
        )}
      </Step>
      {passed.length > 0 && (
        <Step title={`Passed on by (${passed.length})`}>
          <Mentions mentions={passed} execution={execution} />
        </Step>
      )}
    </section>
  );
}

function Step({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="border-l-2 border-line-2 pl-3">
      <h3 className="text-11 font-medium text-text-3">{title}</h3>
      {children}
    </div>
  );
}

function Mentions({ mentions, execution }: { mentions: readonly BlobListing[]; execution: ExecutionRef }) {
  return (
    <ul>
      {mentions.map((mention) => (
        <li key={placeKey(mention)} className="break-words">
          <Link
            href={hrefOf(mention, execution)}
            className="inline-flex min-h-6 items-center text-accent-text hover:underline max-sm:min-h-11"
          >
            {mention.node === null ? "the run" : mention.nodeName}
          </Link>{" "}
          <span className="text-text-3">{mention.side === "inputs" ? "input" : "output"}</span>{" "}
          <span className="mono">
            <VisibleText text={mention.path} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function hrefOf({ node, side }: BlobListing, execution: ExecutionRef): string {
  const search = new URLSearchParams(node === null ? "panel=data" : { node, tab: side });
  return `${paths.execution(execution)}?${search}`;
}
