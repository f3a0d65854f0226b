"use client";

import { CircleHelp } from "lucide-react";
import { useEffect, useState } from "react";
import { isTyping } from "@/components/shell/is-typing";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import { SHORTCUTS } from "./shortcuts";

/** The list of shortcuts behind `?`; also hears `/`, which goes to the field of the page that finds (`data-find`). */
export function HelpDialog() {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === "?") setOpen(true);
      const find = event.key === "/" ? document.querySelector<HTMLInputElement>("[data-find]") : null;
      if (find === null) return;
      event.preventDefault();
      find.focus();
      find.select();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  return (
    <>
      <IconButton
        size="sm"
        label="Keyboard shortcuts"
        shortcut="?"
        icon={<CircleHelp size={14} />}
        onClick={() => setOpen(true)}
      />
      <Dialog title="Keyboard shortcuts" open={open} onOpenChange={setOpen}>
        <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-2">
          {SHORTCUTS.map(({ keys, what }) => (
            <div key={keys} className="col-span-2 grid grid-cols-subgrid items-center">
              <dt>
                <Kbd>{keys}</Kbd>
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      </Dialog>
    </>
  );
}
