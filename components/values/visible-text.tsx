import { mixedScript, visibleParts } from "@/lib/core/values/visible-text";

/**
 * Text of a workflow as it is: characters that nobody sees stand as marks, and the direction of the text stays inside it.
 * Copying a selection leaves the marks out and keeps the characters.
 */
export function VisibleText({ text, keepLines = false }: { text: string; keepLines?: boolean }) {
  const script = mixedScript(text);
  return (
    <bdi>
      {visibleParts(text, { keepLines }).map((part) =>
        part.mark === null ? part.text : <Mark key={part.at} mark={part.mark} char={part.text} />,
      )}
      {script !== null && (
        <span className="ml-1.5 rounded-sm bg-paused-s px-1 font-sans text-11 text-paused-t select-none">
          {`${script} letters among others`}
        </span>
      )}
    </bdi>
  );
}

/** The character itself stands beside its mark without a size, so that a copied selection has it. */
function Mark({ mark, char }: { mark: string; char: string }) {
  return (
    <>
      <span
        title={`A character that cannot be seen: ${mark}`}
        className="mx-px rounded-sm border border-line-2 bg-s2 px-0.5 font-sans text-11 text-text-2 select-none"
      >
        {mark}
      </span>
      <bdi aria-hidden="true" className="text-[0px]">
        {char}
      </bdi>
    </>
  );
}
