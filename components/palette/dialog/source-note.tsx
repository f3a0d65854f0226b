import { RotateCw } from "lucide-react";
import { problemOf } from "@/lib/client/fetch-json";
import type { PaletteItem } from "./palette-item";

/** A source as TanStack Query tells of it. */
export type Source = { error: Error | null; isPending: boolean; refetch: () => unknown };

/** What a source that has nothing to show says for itself, and the row that asks it again. */
export function failedSource(name: string, { error, refetch }: Source): { items: PaletteItem[]; note: string } | null {
  if (error === null) return null;
  const { code, message } = problemOf(error);
  const retry: PaletteItem = {
    id: `retry ${name}`,
    label: `Try again to read ${name.toLowerCase()}`,
    icon: <RotateCw size={14} />,
    act: { kind: "stay", run: () => void refetch() },
  };
  return { items: [retry], note: `${name} could not be read: ${message} (${code})` };
}
