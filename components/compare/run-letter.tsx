import clsx from "clsx";

/** A, B, C… of a run; the baseline's is solid ink. */
export function RunLetter({ index, isBaseline }: { index: number; isBaseline: boolean }) {
  return (
    <span
      className={clsx(
        "grid h-4.5 w-4.5 shrink-0 place-items-center rounded-sm border-[1.5px] border-ink text-10 font-semibold",
        isBaseline ? "bg-ink text-s1" : "text-text",
      )}
    >
      {String.fromCharCode(65 + index)}
    </span>
  );
}
