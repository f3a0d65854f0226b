"use client";

import { Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import { TextField } from "@/components/ui/text-field";
import { MAX_COMPARED_RUNS } from "@/lib/core/compare/run-limits";
import type { ExecutionRef } from "@/lib/core/refs";
import { readRun } from "./read-run";

/** Adds a run by its name, its `project/domain/name`, or a pasted URL of its page. */
export function AddRun({ runs, onAdd }: { runs: readonly ExecutionRef[]; onAdd: (ref: ExecutionRef) => void }) {
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const [fault, setFault] = useState<string | null>(null);
  const isFull = runs.length >= MAX_COMPARED_RUNS;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const read = readRun(text, runs);
    if (!read.ok) return setFault(read.message);
    onAdd(read.ref);
    setText("");
    setOpen(false);
  };
  const trigger = (
    <Button
      icon={<Plus size={13} aria-hidden="true" />}
      disabledReason={isFull ? `${MAX_COMPARED_RUNS} runs are the most` : null}
    >
      Add run
    </Button>
  );
  return (
    <Popover trigger={trigger} label="Add run" open={open && !isFull} onOpenChange={setOpen} align="end">
      <form onSubmit={submit} className="grid gap-3 p-3">
        <TextField
          label="Execution"
          mono
          autoComplete="off"
          spellCheck={false}
          placeholder="name or URL"
          value={text}
          onChange={(next) => {
            setText(next);
            setFault(null);
          }}
          error={fault}
          hint="A name is looked for where the first run is"
        />
        <div className="flex justify-end">
          <Button type="submit" variant="primary">
            Add
          </Button>
        </div>
      </form>
    </Popover>
  );
}
