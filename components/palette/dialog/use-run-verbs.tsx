import { useQuery } from "@tanstack/react-query";
import { Copy, GitCompareArrows, OctagonX, RotateCcw, Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useToast } from "@/components/ui/toast";
import { problemOf } from "@/lib/client/fetch-json";
import { useRecoverExecution } from "@/lib/client/mutations/use-recover-execution";
import { executionQuery } from "@/lib/client/queries/execution";
import type { Execution } from "@/lib/core/execution";
import { type ExecutionPhase, isTerminalExecution } from "@/lib/core/phase";
import { DEFAULT_CONNECTION, type ExecutionRef } from "@/lib/core/refs";
import { paths } from "@/lib/url/paths";
import type { PaletteItem } from "./palette-item";

const NO_RUN: ExecutionRef = { connection: DEFAULT_CONNECTION, project: "", domain: "", name: "" };

/** What can be done with the execution in view in its phase. While its row is not known, what any execution allows. */
export function useRunVerbs(run: ExecutionRef | null, onTerminate: () => void): PaletteItem[] {
  const { data } = useQuery({ ...executionQuery(run ?? NO_RUN), enabled: run !== null });
  const recover = useRecover(run ?? NO_RUN);
  if (run === null) return [];
  const phase = data?.phase ?? null;
  const verb = (label: string, words: string, icon: PaletteItem["icon"], act: PaletteItem["act"]): PaletteItem => ({
    id: `run ${label}`,
    label,
    words,
    icon,
    detail: run.name,
    act,
  });
  return [
    verb("Relaunch…", "launch again rerun", <RotateCcw size={14} />, { kind: "go", href: paths.relaunch(run) }),
    ...(canTerminate(phase)
      ? [verb("Terminate…", "abort stop cancel", <OctagonX size={14} />, { kind: "stay", run: onTerminate })]
      : []),
    ...(canRecover(phase) ? [verb("Recover", "resume", <Undo2 size={14} />, { kind: "run", run: recover })] : []),
    verb("Compare", "diff", <GitCompareArrows size={14} />, {
      kind: "go",
      href: paths.compare(comparedWith(run, data)),
    }),
    verb("Copy the execution name", "id clipboard", <Copy size={14} />, {
      kind: "run",
      run: () => void navigator.clipboard?.writeText(run.name),
    }),
  ];
}

const canTerminate = (phase: ExecutionPhase | null): boolean =>
  phase !== null && !isTerminalExecution(phase) && phase !== "aborting";

const canRecover = (phase: ExecutionPhase | null): boolean =>
  phase === "failed" || phase === "timed_out" || phase === "aborted";

/** With what it was relaunched from, where it was. */
const comparedWith = (run: ExecutionRef, row: Execution | undefined): ExecutionRef[] =>
  row?.reference ? [row.reference, run] : [run];

/** The palette has closed by the time the answer is there, so the answer is a toast. */
function useRecover(run: ExecutionRef): () => void {
  const recover = useRecoverExecution(run);
  const router = useRouter();
  const toast = useToast();
  return () => {
    recover.mutateAsync().then(
      (fresh) => {
        toast({ title: `${fresh.name} recovers ${run.name}` });
        router.push(paths.execution(fresh));
      },
      (error: unknown) => toast({ title: "Recover was refused", text: problemOf(error).message }),
    );
  };
}
