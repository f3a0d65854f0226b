"use client";

import { ClipboardCopy } from "lucide-react";
import { useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { IconButton } from "@/components/ui/icon-button";
import { Popover } from "@/components/ui/popover";
import { contentOf, type Item } from "@/lib/core/values/item";
import { toJson } from "@/lib/core/values/to-json";
import { toPython } from "@/lib/core/values/to-python";
import { leafText, type ValueRow } from "./value-rows";
import { VisibleText } from "./visible-text";

/** Texts in the menu are beginnings; what is copied is whole. */
const SHOWN = 400;

/** What of a value can be copied: itself, its path, JSON, Python, and the address by which Flyte fetches it. */
export function CopyMenu({ row, address }: { row: ValueRow; address: string | null }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label={`Copy ${row.path}`}
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={<IconButton size="sm" label={`Copy ${row.path} as …`} icon={<ClipboardCopy size={13} />} />}
    >
      {open && <CopyList row={row} address={address} />}
    </Popover>
  );
}

function CopyList({ row, address }: { row: ValueRow; address: string | null }) {
  const forms = [
    ...(row.isBranch ? [] : [{ name: "Value", text: leafText(row.item) }]),
    { name: "Path", text: row.path },
    ...(row.item.of === "column" ? [] : writings(row.item)),
    ...(address === null ? [] : [{ name: "Flyte address", text: address }]),
  ];
  return (
    <ul className="py-1">
      {forms.map(({ name, text }) => (
        <li key={name} className="flex items-start gap-2 px-3 py-1">
          <span className="w-20 shrink-0 pt-0.5 text-11 text-text-3">{name}</span>
          <span className="mono line-clamp-3 min-w-0 flex-1 text-12 break-all">
            <VisibleText text={text.slice(0, SHOWN)} />
          </span>
          <CopyButton text={text} what={name.toLowerCase()} />
        </li>
      ))}
    </ul>
  );
}

function writings(item: Item): { name: string; text: string }[] {
  const content = contentOf(item);
  return [
    { name: "JSON", text: toJson(content) },
    { name: "Python", text: toPython(content) },
  ];
}
