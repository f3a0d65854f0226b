"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { VisibleText } from "@/components/values/visible-text";
import { formatCount } from "@/lib/core/format/count";
import { ScrollBox } from "./scroll-box";

/** Characters drawn at once: a text of a million marks would hold the page up. */
const STEP = 20_000;

/** A text as it is, whatever it looks like; more of what was read on demand. */
export function TextView({ label, text, facts }: { label: string; text: string; facts: string }) {
  const [shown, setShown] = useState(STEP);
  return (
    <div className="px-3 pb-3">
      <p className="pb-1 text-11 text-text-3">{facts}</p>
      <ScrollBox label={`Text: ${label}`}>
        <pre className="mono p-2 text-12">
          <VisibleText text={text.slice(0, shown)} keepLines />
        </pre>
      </ScrollBox>
      {text.length > shown && (
        <div className="flex items-center gap-2 pt-1.5 text-12 text-text-2">
          <span>{`${formatCount(shown)} of ${formatCount(text.length)} characters that were read are shown.`}</span>
          <Button size="sm" onClick={() => setShown(shown + STEP * 2)}>
            Show more
          </Button>
        </div>
      )}
    </div>
  );
}
