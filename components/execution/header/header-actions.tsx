"use client";

import { GitCompareArrows, RotateCcw, Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { executionTitle } from "@/components/execution/short-name";
import { EndNoticeButton } from "@/components/shell/end-notice-button";
import { Button } from "@/components/ui/button";
import { ConfirmPopover } from "@/components/ui/confirm-popover";
import { LinkButton } from "@/components/ui/link-button";
import { TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import { problemOf } from "@/lib/client/fetch-json";
import { useRecoverExecution } from "@/lib/client/mutations/use-recover-execution";
import { useTerminateExecution } from "@/lib/client/mutations/use-terminate-execution";
import type { Execution } from "@/lib/core/execution";
import { isTerminalExecution } from "@/lib/core/phase";
import { paths } from "@/lib/url/paths";

/** The verbs of an execution: what it allows in its phase, and what this Flyte can do. */
export function HeaderActions({ execution, canRecover }: { execution: Execution; canRecover: boolean }) {
  const { ref, reference, phase } = execution;
  const ended = isTerminalExecution(phase);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <EndNoticeButton run={ref} phase={phase} title={`${executionTitle(execution)} ${ref.name}`} />
      <LinkButton
        href={paths.compare(reference === null ? [ref] : [reference, ref])}
        prefetch={false}
        icon={<GitCompareArrows size={14} />}
      >
        Compare
      </LinkButton>
      {!ended && phase !== "aborting" && <Terminate execution={execution} />}
      {canRecover && (phase === "failed" || phase === "timed_out" || phase === "aborted") && (
        <Recover execution={execution} />
      )}
      <LinkButton href={paths.relaunch(ref)} prefetch={false} variant="primary" icon={<RotateCcw size={14} />}>
        Relaunch
      </LinkButton>
    </div>
  );
}

function Terminate({ execution: { ref } }: { execution: Execution }) {
  const [reason, setReason] = useState("");
  const terminate = useTerminateExecution(ref);
  const toast = useToast();
  const confirm = async (): Promise<boolean> => {
    try {
      await terminate.mutateAsync(reason.trim());
      toast({ title: `${ref.name} is being aborted` });
      return true;
    } catch {
      return false;
    }
  };
  return (
    <ConfirmPopover
      trigger={<Button variant="danger">Terminate…</Button>}
      title="Terminate this execution?"
      confirmLabel="Terminate"
      danger
      busy={terminate.isPending}
      disabledReason={reason.trim() === "" ? "A word on why is kept with the run" : null}
      error={terminate.error === null ? null : <Failed error={terminate.error} />}
      onConfirm={confirm}
    >
      <TextField label="Reason" value={reason} onChange={setReason} autoComplete="off" />
    </ConfirmPopover>
  );
}

function Recover({ execution: { ref } }: { execution: Execution }) {
  const recover = useRecoverExecution(ref);
  const router = useRouter();
  const toast = useToast();
  const start = (): void => {
    recover.mutate(undefined, {
      onSuccess: (fresh) => {
        toast({ title: `${fresh.name} recovers ${ref.name}` });
        router.push(paths.execution(fresh));
      },
      onError: (error) => toast({ title: "Recover was refused", text: problemOf(error).message }),
    });
  };
  return (
    <Button
      icon={<Undo2 size={14} />}
      onClick={start}
      disabledReason={recover.isPending ? "Waits for Flyte's answer" : null}
    >
      Recover
    </Button>
  );
}

function Failed({ error }: { error: unknown }) {
  const { code, message } = problemOf(error);
  return (
    <p role="alert" className="text-12 break-words text-failed-t">
      {`${message} (${code})`}
    </p>
  );
}
