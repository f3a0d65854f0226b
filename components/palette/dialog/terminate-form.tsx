import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import { problemOf } from "@/lib/client/fetch-json";
import { useTerminateExecution } from "@/lib/client/mutations/use-terminate-execution";
import type { ExecutionRef } from "@/lib/core/refs";

/** Asks why before it aborts the execution in view. */
export function TerminateForm({ run, onDone, onBack }: { run: ExecutionRef; onDone: () => void; onBack: () => void }) {
  const [reason, setReason] = useState("");
  const terminate = useTerminateExecution(run);
  const toast = useToast();
  const why = reason.trim();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (why === "" || terminate.isPending) return;
    terminate.mutate(why, {
      onSuccess: () => {
        toast({ title: `${run.name} is being aborted` });
        onDone();
      },
    });
  };
  const missing = why === "" ? "A word on why is kept with the run" : null;
  return (
    <form onSubmit={submit} className="flex flex-col gap-3 p-4">
      <h2 className="font-semibold break-words">{`Terminate ${run.name}?`}</h2>
      {/* oxlint-disable-next-line jsx-a11y/no-autofocus -- the reader asked for this step and types next */}
      <TextField label="Reason" value={reason} onChange={setReason} autoComplete="off" autoFocus />
      {terminate.error !== null && (
        <p role="alert" className="text-12 break-words text-failed-t">
          {`${problemOf(terminate.error).message} (${problemOf(terminate.error).code})`}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button variant="ghost" onClick={onBack}>
          Back
        </Button>
        <Button
          type="submit"
          variant="danger"
          disabledReason={terminate.isPending ? "Waits for Flyte's answer" : missing}
        >
          Terminate
        </Button>
      </div>
    </form>
  );
}
