import clsx from "clsx";

/** The look of everything that is typed into or picked from. */
export function fieldClass({ mono = false, invalid = false }: { mono?: boolean; invalid?: boolean } = {}): string {
  return clsx(
    "w-full min-w-0 rounded-md border bg-s1 px-2.25 text-text placeholder:text-text-3 max-sm:min-h-11",
    "focus-visible:outline-1 focus-visible:outline-offset-0",
    mono && "mono",
    invalid ? "border-failed outline-failed" : "border-line-3 focus-visible:border-accent",
  );
}
