"use client";

import { FileStack, LayoutDashboard } from "lucide-react";
import { useState } from "react";
import { Segments } from "@/components/ui/segments";
import type { ExecutionRef } from "@/lib/core/refs";
import { ArtifactList } from "./artifact-list";
import { DeckPanel } from "./deck-panel";

const PARTS = [
  { id: "files", label: "Files", icon: <FileStack size={13} aria-hidden="true" /> },
  { id: "decks", label: "Decks", icon: <LayoutDashboard size={13} aria-hidden="true" /> },
] as const;

/** What a run left behind: its files, and the pages that its tasks wrote. */
export function ArtifactPanel({ execution, ended }: { execution: ExecutionRef; ended: boolean }) {
  const [part, setPart] = useState<(typeof PARTS)[number]["id"]>("files");
  return (
    <>
      <div className="border-b border-line px-3 py-2">
        <Segments label="Artifacts" segments={PARTS} value={part} onChange={setPart} />
      </div>
      {part === "files" ? (
        <ArtifactList execution={execution} ended={ended} />
      ) : (
        <DeckPanel execution={execution} ended={ended} />
      )}
    </>
  );
}
