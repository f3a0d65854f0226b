import clsx from "clsx";
import { Moment } from "@/components/shell/moment";
import { PhaseLabel } from "@/components/shell/phase-label";
import type { CompareCell } from "@/lib/core/compare/types";

const ABSENT: Record<Exclude<CompareCell["state"], "value">, { word: string; title: string }> = {
  missing: { word: "missing", title: "This run has no such value" },
  pending: { word: "not yet", title: "The run goes on" },
  unavailable: { word: "unavailable", title: "It was written, but Flyte could not give it" },
  unread: { word: "not read", title: "The run could not be read, so it is not known" },
};

/** One value of one run; `≠` where it differs from the baseline, with the difference where numbers can be subtracted. */
export function CompareCellView({ cell, isMarked }: { cell: CompareCell; isMarked: boolean }) {
  const differs = isMarked && "differs" in cell && cell.differs;
  return (
    <td
      className={clsx("max-w-96 border-b border-line px-3 py-1 align-top group-hover:bg-hover", differs && "bg-chg-s")}
    >
      <div className="relative flex min-w-0 items-baseline gap-1.5">
        {differs && (
          <>
            <span aria-hidden="true" className="shrink-0 font-semibold text-chg">
              ≠
            </span>
            <span className="sr-only">differs: </span>
          </>
        )}
        <Content cell={cell} isStrong={differs} />
      </div>
    </td>
  );
}

function Content({ cell, isStrong }: { cell: CompareCell; isStrong: boolean }) {
  if (cell.state !== "value") {
    const { word, title } = ABSENT[cell.state];
    return (
      <em title={title} className="text-12 text-text-3">
        {word}
      </em>
    );
  }
  if (cell.phase !== null) return <PhaseLabel phase={cell.phase} size={12} className="text-12" />;
  if (cell.momentMs !== null) return <Moment ms={cell.momentMs} className="text-12 whitespace-nowrap" />;
  return (
    <>
      <span className={clsx("mono min-w-0 break-words", isStrong && "font-strong")}>{cell.text}</span>
      {cell.delta !== null && <span className="shrink-0 text-11 text-text-3">{cell.delta}</span>}
    </>
  );
}
