import clsx from "clsx";

/** A message as the machine wrote it: mono, wrapped, scrolling inside itself. `label` names it among others of the page. */
export function ErrorText({ label, text, className }: { label: string; text: string; className?: string }) {
  return (
    <section
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a long message is scrolled with the keyboard too
      tabIndex={0}
      aria-label={label}
      className={clsx("overflow-auto", className)}
    >
      <pre className="mono break-words whitespace-pre-wrap">{text}</pre>
    </section>
  );
}
