"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { ArrowDownToLine } from "lucide-react";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { formatBytes } from "@/lib/core/format/bytes";
import { formatCount } from "@/lib/core/format/count";
import type { NodeRef } from "@/lib/core/refs";
import { plainLine } from "./ansi";
import { LogLine } from "./log-line";
import { shownLines } from "./log-lines";
import { type LogView, useLog } from "./use-log";

const LINE_PX = 19;

/** The log of one attempt, growing while it runs. Mount with a key for each attempt; `children` stand in its head. */
export function LogPanel({
  node,
  attempt,
  ended,
  children,
}: {
  node: NodeRef;
  attempt: number;
  ended: boolean;
  children?: ReactNode;
}) {
  const view = useLog(node, attempt, ended);
  const lines = useMemo(() => shownLines(view.held), [view.held]);
  const [follows, setFollows] = useState(true);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className="flex min-h-9 items-center gap-2 border-b border-line px-3 text-12 text-text-2">
        <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3">{children}</span>
        <Button
          size="sm"
          variant="ghost"
          aria-pressed={follows}
          icon={<ArrowDownToLine size={13} />}
          onClick={() => setFollows(!follows)}
        >
          Follow
        </Button>
        <CopyButton text={lines.map(plainLine).join("\n")} what="log" />
      </div>
      <Lines
        lines={lines}
        first={view.held.droppedLines + 1}
        follows={follows}
        onLeaveEnd={() => setFollows(false)}
        empty={emptyText(view)}
      />
      <p
        data-testid="log-lines"
        data-lines={lines.length}
        className="border-t border-line px-3 py-1 text-11 break-words text-text-3"
      >
        {footText(view, lines.length)}
      </p>
      {view.problem !== null && (
        <p role="alert" className="border-t border-line bg-failed-s px-3 py-1 text-12 break-words text-failed-t">
          {`The log could not be read: ${view.problem.message} (${view.problem.code}). Asked again by itself.`}
        </p>
      )}
    </div>
  );
}

function Lines({
  lines,
  first,
  follows,
  onLeaveEnd,
  empty,
}: {
  lines: readonly string[];
  first: number;
  follows: boolean;
  onLeaveEnd: () => void;
  empty: string;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const lastTop = useRef(0);
  // oxlint-disable-next-line react/incompatible-library -- its functions are called while drawing, never memoised
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_PX,
    overscan: 30,
  });
  // Keeps the end of the log in sight as it grows.
  useEffect(() => {
    const element = scroller.current;
    if (follows && element !== null) element.scrollTop = element.scrollHeight;
  }, [follows, lines.length]);
  return (
    <div
      ref={scroller}
      role="log"
      aria-label="Log lines"
      aria-live="off"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a log is scrolled with the keyboard too
      tabIndex={0}
      onScroll={(event) => {
        const { scrollTop } = event.currentTarget;
        if (scrollTop < lastTop.current - 2) onLeaveEnd();
        lastTop.current = scrollTop;
      }}
      className="min-h-40 flex-1 overflow-auto bg-inset"
    >
      {lines.length === 0 ? (
        <p className="px-3 py-3 text-text-2">{empty}</p>
      ) : (
        <div className="relative min-w-full" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => (
            <div
              key={item.key}
              className="absolute top-0 left-0 min-w-full"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <LogLine number={first + item.index} line={lines[item.index] ?? ""} />
            </div>
          ))}
        </div>
      )}
    </div>
  );
}

function emptyText({ state, reason }: LogView): string {
  if (state === "absent") return reason ?? "There is no log of this attempt here.";
  if (state === "loading") return "Reading the log…";
  return state === "growing" ? "Nothing written yet." : "The log is empty.";
}

function footText({ held, state, sourceName }: LogView, count: number): string {
  const parts = [`${formatCount(count)} ${count === 1 ? "line" : "lines"}`];
  if (sourceName !== null) parts.push(sourceName);
  if (state === "growing") parts.push("growing");
  if (state === "complete") parts.push("complete");
  if (held.skippedBytes > 0) parts.push(`${formatBytes(held.skippedBytes)} before them not shown`);
  if (held.droppedLines > 0) parts.push(`${formatCount(held.droppedLines)} older lines let go`);
  return parts.join(" · ");
}
