"use client";

import { Menu, Search } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { PaletteField } from "@/components/palette/palette-field";
import { setPaletteOpen } from "@/components/palette/palette-open";
import { BAR_SLOT_ID } from "@/components/shell/bar-slot";
import { SECTIONS } from "@/components/shell/sections";
import { useScope } from "@/components/shell/use-scope";
import { Button } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Popover } from "@/components/ui/popover";
import type { ScopeRef } from "@/lib/core/refs";
import { HelpDialog } from "./help-dialog";
import { Mark } from "./mark";
import { ScopeSwitch } from "./scope-switch";
import { ThemeSwitch } from "./theme-switch";
import { ZoneSwitch } from "./zone-switch";

/** The bar of every page, 44 px. Under 900 px its sections and switches fold behind a menu. */
export function AppBar() {
  const scope = useScope();
  return (
    <header className="sticky top-0 z-(--z-sticky) flex h-11 items-center gap-1 border-b border-line bg-s1 px-3 max-sm:px-1">
      <Link
        href="/"
        aria-label="Contrail"
        className="mr-1 max-sm:mr-0 inline-flex min-h-7 min-w-6 shrink-0 items-center justify-center gap-2 text-14 font-semibold tracking-tight max-sm:min-h-11 max-sm:min-w-11"
      >
        <Mark />
        <span className="max-md:hidden">Contrail</span>
      </Link>
      {scope !== null && (
        <>
          <span aria-hidden="true" className="px-0.5 text-16 text-line-3 max-md:hidden">
            /
          </span>
          <ScopeSwitch scope={scope} />
          <nav aria-label="Sections" className="ml-2 flex gap-0.5 max-md:hidden">
            <SectionLinks scope={scope} />
          </nav>
        </>
      )}
      <span className="flex-1" />
      <PaletteField />
      <div id={BAR_SLOT_ID} className="flex shrink-0 items-center" />
      <div className="flex items-center gap-0.5 max-md:hidden">
        <ZoneSwitch />
        <ThemeSwitch />
      </div>
      <div className="max-md:hidden">
        <HelpDialog />
      </div>
      <FoldedMenu scope={scope} />
    </header>
  );
}

function SectionLinks({ scope, onPick }: { scope: ScopeRef; onPick?: () => void }) {
  const path = usePathname();
  return SECTIONS.map(({ label, href, isHere }) => (
    <Link
      key={label}
      href={href(scope)}
      aria-current={isHere(path) ? "page" : undefined}
      onClick={onPick}
      className="inline-flex h-7 items-center rounded-md px-2.25 text-text-2 hover:bg-hover hover:text-text aria-[current]:bg-s2 aria-[current]:font-strong aria-[current]:text-text max-md:h-11 max-md:w-full"
    >
      {label}
    </Link>
  ));
}

function FoldedMenu({ scope }: { scope: ScopeRef | null }) {
  const [open, setOpen] = useState(false);
  return (
    <div className="md:hidden">
      <Popover
        label="Menu"
        align="end"
        open={open}
        onOpenChange={setOpen}
        trigger={<IconButton label="Menu" icon={<Menu size={16} />} />}
      >
        <div className="flex flex-col gap-1 p-2">
          {scope !== null && (
            <nav aria-label="Sections">
              <SectionLinks scope={scope} onPick={() => setOpen(false)} />
            </nav>
          )}
          <Button
            variant="ghost"
            icon={<Search size={14} />}
            className="justify-start sm:hidden"
            onClick={() => {
              setOpen(false);
              setPaletteOpen(true);
            }}
          >
            Go to or run…
          </Button>
          <div className="flex items-center gap-1 border-t border-line pt-1">
            <ZoneSwitch />
            <ThemeSwitch />
          </div>
        </div>
      </Popover>
    </div>
  );
}
