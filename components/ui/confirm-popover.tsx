"use client";

import { type FormEvent, type ReactElement, type ReactNode, useState } from "react";
import { Button } from "./button";
import { Popover } from "./popover";

/**
 * Asks at the button that was pressed. `onConfirm` answers true when it is done, which closes the popover; on false it
 * stays open with `error`.
 */
export function ConfirmPopover({
  trigger,
  title,
  confirmLabel,
  danger = false,
  busy = false,
  disabledReason = null,
  error,
  onConfirm,
  children,
}: {
  trigger: ReactElement;
  title: string;
  confirmLabel: string;
  danger?: boolean;
  busy?: boolean;
  disabledReason?: string | null;
  error?: ReactNode;
  onConfirm: () => Promise<boolean>;
  children?: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy || disabledReason !== null) return;
    void onConfirm().then((done) => {
      if (done) setOpen(false);
    });
  };
  return (
    <Popover trigger={trigger} label={title} open={open} onOpenChange={setOpen} align="end">
      <form onSubmit={submit} className="flex flex-col gap-3 p-3">
        <p className="font-semibold">{title}</p>
        {children}
        {error}
        <div className="flex justify-end gap-2">
          <Button variant="ghost" onClick={() => setOpen(false)}>
            Cancel
          </Button>
          <Button
            type="submit"
            variant={danger ? "danger" : "primary"}
            disabledReason={busy ? "Waits for Flyte's answer" : disabledReason}
          >
            {confirmLabel}
          </Button>
        </div>
      </form>
    </Popover>
  );
}
