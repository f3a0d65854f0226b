"use client";

import { CircleHelp } from "lucide-react";
import { useState } from "react";
import { useShortcut } from "@/components/shell/use-shortcut";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { ShortcutList } from "./shortcut-list";

const EVERYWHERE = "Everywhere";

/** The list of shortcuts behind `?`; also hears `/`, which goes to the field of the page that finds (`data-find`). */
export function HelpDialog() {
  const [open, setOpen] = useState(false);
  useShortcut({ keys: "?", label: "Keyboard shortcuts", group: EVERYWHERE, run: () => setOpen(true) });
  useShortcut({ keys: "/", label: "Find on this page", group: EVERYWHERE, run: findOnPage });
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
        <ShortcutList />
      </Dialog>
    </>
  );
}

function findOnPage(): void {
  const find = document.querySelector<HTMLInputElement>("[data-find]");
  find?.focus();
  find?.select();
}
