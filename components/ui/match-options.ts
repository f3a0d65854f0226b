/** What can be picked: `value` identifies it, `label` is shown and searched, `detail` is shown beside it. */
export type ComboboxOption = { value: string; label: string; detail?: string };

/** Options whose label holds every word of `text`, exact and leading matches first; at most `limit`, and how many there are. */
export function matchOptions(
  options: readonly ComboboxOption[],
  text: string,
  limit: number,
): { shown: ComboboxOption[]; total: number } {
  const sought = text.trim().toLowerCase();
  const words = sought.split(/\s+/);
  const found = options.filter(({ label }) => {
    const lower = label.toLowerCase();
    return words.every((word) => lower.includes(word));
  });
  const rank = ({ label }: ComboboxOption) => {
    const lower = label.toLowerCase();
    if (lower === sought) return 0;
    return lower.startsWith(sought) ? 1 : 2;
  };
  const shown = found.toSorted((a, b) => rank(a) - rank(b)).slice(0, limit);
  return { shown, total: found.length };
}
