"use client";

import { Flag, X } from "lucide-react";
import Link from "next/link";
import { PhaseLabel } from "@/components/shell/phase-label";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Tag } from "@/components/ui/tag";
import { Tooltip } from "@/components/ui/tooltip";
import type { ExecutionRef } from "@/lib/core/refs";
import { paths } from "@/lib/url/paths";
import type { Column } from "./compare-page";
import { RunLetter } from "./run-letter";

/** The head of a run's column: letter, link, phase or what kept it from being read, and what can be done with it. */
export function RunHead({
  column: { ref, run },
  index,
  isBaseline,
  onRemove,
  onBaseline,
}: {
  column: Column;
  index: number;
  isBaseline: boolean;
  onRemove: (ref: ExecutionRef) => void;
  onBaseline: (ref: ExecutionRef) => void;
}) {
  return (
    <th scope="col" className="min-w-44 border-b border-line bg-s1 px-3 py-2 text-left align-top font-normal">
      <div className="flex min-w-0 items-center gap-1.5">
        <RunLetter index={index} isBaseline={isBaseline} />
        <Link href={paths.execution(ref)} className="mono min-w-0 font-strong break-all hover:underline">
          {ref.name}
        </Link>
        <span className="ml-auto flex shrink-0 items-center">
          {isBaseline ? (
            <Tag>baseline</Tag>
          ) : (
            <IconButton
              size="sm"
              label={`Set ${ref.name} as baseline`}
              icon={<Flag size={12} />}
              onClick={() => onBaseline(ref)}
            />
          )}
          <IconButton size="sm" label={`Remove ${ref.name}`} icon={<X size={13} />} onClick={() => onRemove(ref)} />
        </span>
      </div>
      <div className="mt-1 min-w-0 text-12">
        <RunState run={run} />
      </div>
    </th>
  );
}

function RunState({ run }: { run: Column["run"] }) {
  if (run === null) return <span className="text-text-3">reading</span>;
  if (run.state === "loaded") return <PhaseLabel phase={run.execution.phase} size={12} />;
  const { code, message, requestId } = run.problem;
  return (
    <Tooltip content={`${message}${requestId === null ? "" : ` Request ${requestId}.`}`}>
      <Button variant="ghost" size="sm" className="-ml-2 text-failed-t">
        {code === "not_found" ? "Not found" : `Not read: ${code.replaceAll("_", " ")}`}
      </Button>
    </Tooltip>
  );
}
