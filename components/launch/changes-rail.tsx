import { valueText } from "@/lib/core/format/value-text";
import type { FieldState, LaunchField } from "@/lib/core/launch/launch-fields";

export type Change = { name: string; was: string; now: string | null };

/** What a field changes: `now` is null while what was entered says nothing that can be sent. */
export function changesOf(fields: readonly { field: LaunchField; state: FieldState }[]): Change[] {
  return fields
    .filter(({ state }) => state.changed)
    .map(({ field: { name, origin }, state: { value } }) => ({
      name,
      was: wordsOf(origin),
      now: value === null ? null : valueText(value),
    }));
}

function wordsOf(origin: LaunchField["origin"]): string {
  if (origin.kind === "nothing") return "no value";
  return origin.kind === "kept" ? "as stored" : valueText(origin.value);
}

/** The rail beside the form: what differs from where the form started, and what stays. */
export function ChangesRail({ title, changes, kept }: { title: string; changes: readonly Change[]; kept: string }) {
  return (
    <section aria-label={title} className="min-w-0">
      <h2 className="flex gap-2 font-semibold">
        {title} <span className="font-normal text-text-3">{changes.length}</span>
      </h2>
      <ul className="mt-2 grid gap-1">
        {changes.map(({ name, was, now }) => (
          <li key={name} className="flex min-h-6 min-w-0 flex-wrap items-center gap-2">
            <span
              aria-hidden="true"
              className="grid h-4.5 w-4.5 shrink-0 place-items-center rounded-sm bg-chg-s text-chg"
            >
              ≠
            </span>
            <span className="mono min-w-0 font-strong break-all">{name}</span>
            <span className="mono ml-auto flex min-w-0 max-w-full gap-1.5">
              <span title={was} className="max-w-40 min-w-0 truncate text-text-3">
                {was}
              </span>
              <span aria-hidden="true" className="text-text-3">
                →
              </span>
              {now === null ? (
                <span className="text-failed-t">invalid</span>
              ) : (
                <span title={now} className="max-w-40 min-w-0 truncate font-strong">
                  {now}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-12 text-text-3">{kept}</p>
    </section>
  );
}
