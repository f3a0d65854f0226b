import { backgroundOf } from "@/components/timeline/bar-patterns";
import type { AttemptPart } from "./attempt-split";

/** An attempt as a bar; `ofMs` is the longest attempt beside it. */
export function AttemptBar({ parts, ofMs }: { parts: readonly AttemptPart[]; ofMs: number }) {
  const ms = parts.reduce((sum, part) => sum + part.ms, 0);
  return (
    <span aria-hidden="true" className="flex h-2 min-w-16 flex-1 gap-px">
      {parts.map((part) => (
        <i
          key={part.look}
          className="min-w-px rounded-[1px]"
          style={{ flex: `${part.ms} 0 0`, background: backgroundOf(part.look) }}
        />
      ))}
      <i style={{ flex: `${Math.max(0, ofMs - ms)} 0 0` }} />
    </span>
  );
}
