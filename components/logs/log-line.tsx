import clsx from "clsx";
import { type Ink, inkedLine } from "./ansi";

const INK: Record<Ink, string> = {
  plain: "",
  dim: "text-text-3",
  red: "text-failed-t",
  green: "text-succeeded-t",
  yellow: "text-paused-t",
  blue: "text-running-t",
  magenta: "text-aborted-t",
  cyan: "text-cached-t",
};

const ERROR = /\b(?:ERROR|CRITICAL|FATAL)\b|^Traceback |^\w*(?:Error|Exception)\b/;
const WARN = /\bWARN(?:ING)?\b/;

/** One line of a log with its number. Text of a workflow is only ever text. */
export function LogLine({ number, line }: { number: number; line: string }) {
  const tint = ERROR.test(line)
    ? "bg-failed-s border-failed"
    : WARN.test(line)
      ? "bg-paused-s border-transparent"
      : "border-transparent";
  return (
    <div className={clsx("mono flex h-[19px] min-w-full border-l-2 leading-[19px] whitespace-pre", tint)}>
      <span className="sticky left-0 w-12 shrink-0 bg-inherit pr-3 text-right text-text-3 select-none">{number}</span>
      <span className="pr-4">
        {inkedLine(line).map(({ text, ink, bold }, index) => (
          // Parts of a line have no identity but their place, and never move.
          <span key={index} className={clsx(INK[ink], bold && "font-semibold")}>
            {text}
          </span>
        ))}
      </span>
    </div>
  );
}
