import clsx from "clsx";
import type { ReactNode } from "react";

const GROUND = {
  stale: "border-timedout/30 bg-timedout-s",
  failed: "border-failed/30 bg-failed-s",
  info: "border-line bg-s2",
} as const;

/** A sentence across the page: something is old, failed, or worth knowing. `action` is at its end. */
export function Band({
  tone,
  icon,
  children,
  action,
  role,
  label,
}: {
  tone: keyof typeof GROUND;
  icon?: ReactNode;
  children: ReactNode;
  action?: ReactNode;
  role?: "alert" | "status" | "region";
  label?: string;
}) {
  return (
    <div
      role={role}
      aria-label={label}
      className={clsx("flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-1", GROUND[tone])}
    >
      {icon}
      <div className="min-w-0 flex-1 break-words">{children}</div>
      {action}
    </div>
  );
}
