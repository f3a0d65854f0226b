import { CopyButton } from "@/components/ui/copy-button";
import { formatCount } from "@/lib/core/format/count";
import { VisibleText } from "./visible-text";

/** Characters that are drawn; copying gives all of them. */
const MAX_DRAWN = 200_000;

/** Values written as text in one format, to read and to copy. */
export function WrittenValues({ label, what, text }: { label: string; what: string; text: string }) {
  const isCut = text.length > MAX_DRAWN;
  return (
    <section aria-label={label} className="relative px-3 py-1">
      <div className="absolute top-2 right-4 rounded-md bg-inset">
        <CopyButton text={text} what={what} />
      </div>
      <pre
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keys
        tabIndex={0}
        className="mono max-h-[60dvh] overflow-auto rounded-md border border-line bg-inset p-2 pr-9 text-12"
      >
        <VisibleText text={isCut ? text.slice(0, MAX_DRAWN) : text} keepLines />
      </pre>
      {isCut && (
        <p className="py-1 text-11 text-text-3">
          {`The first ${formatCount(MAX_DRAWN)} of ${formatCount(text.length)} characters; copying gives all.`}
        </p>
      )}
    </section>
  );
}
