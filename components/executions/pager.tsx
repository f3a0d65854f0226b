"use client";

import { Button } from "@/components/ui/button";
import { formatCount } from "@/lib/core/format/count";

/** Where in the list one is. Flyte counts nothing, so this says what is shown and whether more follows. */
export function Pager({
  shown,
  first,
  nextToken,
  busy,
  onFirst,
  onPrevious,
  onNext,
}: {
  shown: number;
  /** True on the first page. */
  first: boolean;
  nextToken: string | null;
  busy: boolean;
  onFirst: () => void;
  /** null when the page before is not known: this one was opened by its address. */
  onPrevious: (() => void) | null;
  onNext: (token: string) => void;
}) {
  if (first && nextToken === null) return null;
  return (
    <nav aria-label="Pages" className="flex flex-wrap items-center gap-2 px-3 py-2">
      <span className="flex-1 text-12 text-text-3">{countText(shown, first, nextToken !== null)}</span>
      {!first && onPrevious === null && (
        <Button size="sm" onClick={onFirst}>
          First page
        </Button>
      )}
      <Button
        size="sm"
        disabledReason={first ? "This is the first page" : onPrevious === null ? "The page before is not known" : null}
        onClick={() => onPrevious?.()}
      >
        Previous
      </Button>
      <Button
        size="sm"
        disabledReason={nextToken === null ? "This is the last page" : busy ? "Loading" : null}
        onClick={() => nextToken !== null && onNext(nextToken)}
      >
        Next
      </Button>
    </nav>
  );
}

/** "50 shown, more follow": never a total that nobody knows. */
export function countText(shown: number, first: boolean, more: boolean): string {
  if (more) return `${formatCount(shown)} shown, more follow`;
  return first ? `${formatCount(shown)} in all` : `${formatCount(shown)} shown, the last page`;
}
