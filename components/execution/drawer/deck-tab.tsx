import { ExternalLink } from "lucide-react";
import type { NodeRow } from "@/lib/core/node";
import type { ExecutionRef } from "@/lib/core/refs";
import { apiPaths } from "@/lib/url/paths";

/**
 * The page that the task wrote. It is a stranger's: the address answers a frame of the console without scripts, which
 * holds the page in a sandbox with an origin of its own, so that it reaches nothing of the console.
 */
export function DeckTab({ execution, row, name }: { execution: ExecutionRef; row: NodeRow; name: string }) {
  const href = apiPaths.deck({ execution, nodeId: row.nodeId });
  return (
    <div className="flex h-full min-h-80 flex-col">
      <p className="px-3 py-2 text-12">
        <a
          href={href}
          target="_blank"
          rel="noopener noreferrer"
          className="inline-flex min-h-6 items-center gap-1 text-accent-text hover:underline"
        >
          Open the deck in a tab of its own
          <ExternalLink size={12} aria-hidden />
        </a>
      </p>
      <iframe
        title={`Deck of ${name}`}
        src={href}
        // oxlint-disable-next-line react/iframe-missing-sandbox -- what it allows is for the frame within, which narrows it
        sandbox="allow-scripts allow-same-origin"
        referrerPolicy="no-referrer"
        className="min-h-0 flex-1 border-t border-line bg-white"
      />
    </div>
  );
}
