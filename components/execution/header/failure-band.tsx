"use client";

import { PhaseGlyph } from "@/components/shell/phase-glyph";
import { Button } from "@/components/ui/button";
import type { FlyteError } from "@/lib/core/execution";
import type { TreeNode } from "@/lib/core/graph/tree";
import type { ExecutionRef } from "@/lib/core/refs";
import { ErrorText } from "../error-text";
import { useWholeError } from "../use-whole-error";
import { messageHead } from "./message-head";

/**
 * The failure that came first: which node, what it says. Without a failed node (the run failed before any) the
 * execution's own error is told.
 */
export function FailureBand({
  execution,
  node,
  error: ownError,
  ended,
  onOpen,
}: {
  execution: ExecutionRef;
  node: TreeNode | null;
  error: FlyteError | null;
  ended: boolean;
  onOpen: (path: string) => void;
}) {
  const error = useWholeError(execution, node?.row ?? null, ended) ?? ownError;
  if (node === null && error === null) return null;
  return (
    <section
      aria-label="First failure"
      className="flex flex-wrap items-start gap-x-3 gap-y-2 border-b border-failed/30 bg-failed-s px-4 py-2 [--k:var(--failed-s)]"
    >
      <span className="pt-0.75">
        <PhaseGlyph phase="failed" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="break-words">
          <Sentence node={node} error={error} />
        </p>
        {error !== null && <Head message={error.message} />}
      </div>
      {node !== null && (
        <Button size="sm" onClick={() => onOpen(node.path)}>
          Open node
        </Button>
      )}
    </section>
  );
}

function Head({ message }: { message: string }) {
  const { text, left } = messageHead(message);
  return (
    <>
      <ErrorText label="What it says" text={text} className="max-h-24 max-sm:max-h-48" />
      {left > 0 && (
        <p className="text-11 text-text-3">{`${left} more ${left === 1 ? "line" : "lines"} in the node's error`}</p>
      )}
    </>
  );
}

const FAULT = { user: ", user error", system: ", system error", unknown: "" } as const;

function Sentence({ node, error }: { node: TreeNode | null; error: FlyteError | null }) {
  return (
    <>
      {node !== null && (
        <strong className="font-semibold" data-node-id={node.path} data-phase={node.phase}>
          {node.name}
        </strong>
      )}
      {node !== null && (error === null ? " failed" : " failed: ")}
      {error !== null && <span className="mono font-strong">{error.code}</span>}
      {error !== null && <span className="text-text-2">{FAULT[error.kind]}</span>}
    </>
  );
}
