import type { ReactNode } from "react";

/** What is missing and the one next step. `children` holds commands or buttons. */
export function EmptyState({
  icon,
  title,
  text,
  children,
}: {
  icon?: ReactNode;
  title: ReactNode;
  text?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className="flex max-w-120 flex-col items-start gap-3 px-6 py-10">
      {icon !== undefined && (
        <span className="grid h-10 w-10 place-items-center rounded-lg border border-line bg-s2 text-text-2">
          {icon}
        </span>
      )}
      <h2 className="text-16 font-semibold tracking-tight break-words">{title}</h2>
      {text !== undefined && <div className="text-text-2">{text}</div>}
      {children !== undefined && <div className="flex flex-wrap items-center gap-2">{children}</div>}
    </div>
  );
}
