import type { Execution } from "@/lib/core/execution";
import { phaseWord } from "@/lib/core/format/phase-word";
import type { ExecutionRef } from "@/lib/core/refs";
import { executionTitle } from "./short-name";

/** What the tab says: the phase first, as tabs are narrow. */
export const runTitle = (execution: Execution | null, ref: ExecutionRef): string =>
  execution === null ? ref.name : `${phaseWord(execution.phase)} · ${executionTitle(execution)} ${ref.name}`;
