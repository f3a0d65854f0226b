import { formatDuration } from "@/lib/core/format/duration";
import type { Change, LastSuccess } from "@/lib/core/history/types";

/** Rows of one kind that are listed; the comparison page shows all. */
const MAX_ROWS = 12;

/** What a run does differently than the last success: before on the left, this run on the right. */
export function Differences({ success, names }: { success: LastSuccess; names: ReadonlyMap<string, string> }) {
  const { version, settings, inputs, slower } = success;
  const slowerChanges = slower.map(({ specNodeId, wasMs, isMs }) => ({
    label: names.get(specNodeId) ?? specNodeId,
    was: formatDuration(wasMs),
    is: formatDuration(isMs),
  }));
  return (
    <div className="flex flex-col gap-3 text-12">
      <Changes title="Version" changes={version === null ? [] : [version]} />
      <Changes title="Inputs" changes={inputs ?? []} />
      <Changes title="Settings" changes={settings} />
      <Changes title="Slower nodes" changes={slowerChanges} />
      {inputs === null && <p className="text-text-2">The inputs of one of the two could not be read.</p>}
    </div>
  );
}

function Changes({ title, changes }: { title: string; changes: readonly Change[] }) {
  if (changes.length === 0) return null;
  const rest = changes.length - MAX_ROWS;
  return (
    <section aria-label={title}>
      <h4 className="text-11 font-medium text-text-3">{title}</h4>
      <dl className="flex flex-col">
        {changes.slice(0, MAX_ROWS).map(({ label, was, is }) => (
          <div
            key={label}
            className="flex flex-wrap items-baseline gap-x-2 border-b border-line py-0.5 last:border-b-0"
          >
            <dt className="min-w-0 flex-1 break-words">{label}</dt>
            <dd className="mono min-w-0 break-all text-right">
              <span className="text-text-2">{was ?? "none"}</span>
              {" → "}
              <strong className="font-semibold">{is ?? "none"}</strong>
            </dd>
          </div>
        ))}
      </dl>
      {rest > 0 && <p className="text-text-3">{`and ${rest} more`}</p>}
    </section>
  );
}
