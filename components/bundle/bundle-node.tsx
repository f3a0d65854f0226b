import { Download } from "lucide-react";
import { ErrorText } from "@/components/execution/error-text";
import { PhaseLabel } from "@/components/shell/phase-label";
import { Button } from "@/components/ui/button";
import { httpUrl } from "@/components/values/http-url";
import type { FlyteError } from "@/lib/core/execution";
import { formatBytes } from "@/lib/core/format/bytes";
import { formatDuration } from "@/lib/core/format/duration";
import type { TreeNode } from "@/lib/core/graph/tree";
import type { Attempt } from "@/lib/core/node";
import { isTerminalNode } from "@/lib/core/phase";
import { BundleData } from "./bundle-data";
import type { OpenBundle } from "./use-bundle";

/** A node of a file: phase, error, attempts, values, deck. */
export function BundleNode({ node: { row, phase }, bundle }: { node: TreeNode; bundle: OpenBundle }) {
  if (row === null) {
    return (
      <>
        <p className="px-3 py-2">
          <PhaseLabel phase={phase} />
        </p>
        <p className="px-3 py-2 text-text-2">This node had not begun when the file was saved.</p>
      </>
    );
  }
  const { nodeId, durationMs, error } = row;
  const deck = bundle.decks[nodeId];
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
        <PhaseLabel phase={phase} />
        {durationMs !== null && <span>{formatDuration(durationMs)}</span>}
        <span className="mono break-all text-text-3">{nodeId}</span>
      </p>
      {error !== null && <NodeError error={error} />}
      <Attempts attempts={bundle.attempts[nodeId]} />
      <BundleData data={bundle.nodeData[nodeId]} ended={isTerminalNode(phase)} />
      {deck !== undefined && <Deck nodeId={nodeId} html={deck} />}
    </>
  );
}

function NodeError({ error: { code, message, cut } }: { error: FlyteError }) {
  return (
    <div className="mx-3 rounded-md border-l-[2.5px] border-failed bg-failed-s px-3 py-2">
      <p className="font-semibold break-words text-failed-t">{code === "" ? "Error" : code}</p>
      <ErrorText label="Error message" text={message} className="mt-1 max-h-96 text-11" />
      {cut && <p className="mt-1 text-11 text-text-3">FlyteAdmin cut this message in its list.</p>}
    </div>
  );
}

function Attempts({ attempts }: { attempts: readonly Attempt[] | undefined }) {
  if (attempts === undefined) return <p className="px-3 py-2 text-text-2">Attempts are not in the file.</p>;
  if (attempts.length === 0) return null;
  return (
    <ol aria-label="Attempts" className="mt-2 border-t border-line">
      {attempts.map((attempt) => (
        <li key={attempt.number} className="border-b border-line px-3 py-1.5 text-12">
          <p className="flex flex-wrap items-center gap-x-3">
            <span className="font-strong">{`Attempt ${attempt.number + 1}`}</span>
            <PhaseLabel phase={attempt.phase} size={12} />
            {attempt.durationMs !== null && <span>{formatDuration(attempt.durationMs)}</span>}
            <span className="mono break-all text-text-3">{attempt.generatedName}</span>
          </p>
          <Links attempt={attempt} />
          {attempt.error !== null && (
            <ErrorText
              label={`Error message of attempt ${attempt.number + 1}`}
              text={attempt.error.message}
              className="mt-1 max-h-48 text-11"
            />
          )}
        </li>
      ))}
    </ol>
  );
}

function Links({ attempt: { logs } }: { attempt: Attempt }) {
  if (logs.length === 0) return null;
  return (
    <p className="flex flex-wrap gap-x-3">
      {logs.map(({ name, uri }) => {
        const href = httpUrl(uri);
        return href === null ? (
          <span key={`${name} ${uri}`} className="break-all text-text-3">{`${name}: ${uri}`}</span>
        ) : (
          <a
            key={`${name} ${uri}`}
            href={href}
            target="_blank"
            rel="noopener noreferrer"
            className="text-accent-text hover:underline"
          >
            {name}
          </a>
        );
      })}
    </p>
  );
}

/** HTML of a workflow is a stranger's: it is handed out as a file, never drawn here. */
function Deck({ nodeId, html }: { nodeId: string; html: string }) {
  const save = (): void => {
    const blob = new Blob([html], { type: "text/plain" });
    const url = URL.createObjectURL(blob);
    const link = document.createElement("a");
    link.href = url;
    link.download = `${nodeId}-deck.html`;
    link.click();
    URL.revokeObjectURL(url);
  };
  return (
    <p className="px-3 py-2">
      <Button size="sm" icon={<Download size={13} />} onClick={save}>
        {`Download the deck, ${formatBytes(new Blob([html]).size)}`}
      </Button>
    </p>
  );
}
