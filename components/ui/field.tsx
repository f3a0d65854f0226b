import type { ReactNode } from "react";

/** Label, control, hint and error of one field. The control takes `id` and `describedBy` of `fieldIds`. */
export function Field({
  id,
  label,
  hint,
  error = null,
  labelHidden = false,
  children,
}: {
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string | null;
  labelHidden?: boolean;
  children: ReactNode;
}) {
  return (
    <div className="grid min-w-0 gap-1">
      <label htmlFor={id} className={labelHidden ? "sr-only" : "text-12 font-medium text-text-2"}>
        {label}
      </label>
      {children}
      {hint !== undefined && (
        <div id={`${id}-hint`} className="text-11 text-text-3">
          {hint}
        </div>
      )}
      {error !== null && (
        <p id={`${id}-error`} className="text-12 break-words text-failed-t">
          {error}
        </p>
      )}
    </div>
  );
}
