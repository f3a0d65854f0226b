"use client";

import { type KeyboardEvent, useState } from "react";
import { TextField } from "@/components/ui/text-field";
import { executionNameFault } from "@/lib/core/launch/execution-name";
import { type Entry, fieldState, launchFields } from "@/lib/core/launch/launch-fields";
import type { Value } from "@/lib/core/value";
import { ChangesRail, changesOf } from "./changes-rail";
import { keptWords } from "./kept-words";
import { LaunchFieldRow } from "./launch-field";
import { LaunchFoot } from "./launch-foot";
import { LaunchProblem } from "./launch-problem";
import { reasonNot } from "./reason-not";
import { useLaunchSubmit } from "./use-launch-submit";
import type { LaunchTarget } from "./use-launch-target";
import type { SourceRun } from "./use-source-run";

export type Entries = Readonly<Record<string, Entry | null>>;

/** The inputs of what was chosen, what they change, and the button. Entries are the page's: they outlive the choice. */
export function LaunchForm({
  target: { entity, parameters },
  source,
  entries,
  onEntries,
}: {
  target: LaunchTarget;
  source: SourceRun | null;
  entries: Entries;
  onEntries: (entries: Entries) => void;
}) {
  const [name, setName] = useState("");
  const { submit, problem, rejected, isUnsure, busy } = useLaunchSubmit(entity);
  const fields = launchFields(parameters, source?.data.inputs ?? null).map((field) => ({
    field,
    state: fieldState(field, entries[field.name] ?? null),
  }));
  const changes = changesOf(fields);
  const nameFault = executionNameFault(name.trim());
  const reason = busy ?? reasonNot(fields, nameFault);
  const verb = source === null ? "Launch" : "Relaunch";
  const launch = () => {
    if (reason !== null) return;
    submit({
      entity,
      inputs: Object.fromEntries(fields.flatMap(({ field, state }) => sent(field.name, state.value))),
      name: name.trim() === "" ? null : name.trim(),
      from: source?.execution.ref ?? null,
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    launch();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a shortcut of the whole form; the button does the same
    <form
      aria-label={verb}
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={onKeyDown}
      className="grid flex-1 grid-rows-[1fr_auto] md:grid-cols-[minmax(0,1fr)_340px] xl:grid-cols-[minmax(0,1fr)_424px]"
    >
      <div className="min-w-0 px-4 py-3 md:px-6">
        {problem !== null && <LaunchProblem problem={problem} isUnsure={isUnsure} />}
        <h2 className="flex flex-wrap items-baseline gap-x-3 pl-2.5 text-15 font-semibold">
          Inputs <span className="text-12 font-normal text-text-3">{summary(fields, changes.length)}</span>
        </h2>
        <div className="mt-2 grid gap-x-4 gap-y-4 sm:grid-cols-2 xl:grid-cols-3">
          {fields.map(({ field, state }) => (
            <LaunchFieldRow
              key={field.name}
              field={field}
              state={state}
              rejected={rejected(field.name, state.value)}
              onEntry={(entry) => onEntries({ ...entries, [field.name]: entry })}
            />
          ))}
        </div>
        <div className="mt-6 grid gap-4 border-t border-line pt-4 pl-2.5 sm:grid-cols-2 xl:grid-cols-3">
          <TextField
            label="Execution name"
            mono
            placeholder="generated"
            autoComplete="off"
            spellCheck={false}
            value={name}
            onChange={setName}
            error={nameFault}
            hint="Lower-case letters, digits and hyphens; Flyte makes one when it is empty"
          />
        </div>
      </div>
      <div className="min-w-0 border-line bg-s1 p-4 max-md:border-t md:border-l">
        <ChangesRail
          title={source === null ? "Changed against the defaults" : "Changed against the source run"}
          changes={changes}
          kept={keptWords(fields.length - changes.length, source)}
        />
      </div>
      <LaunchFoot verb={verb} reason={reason} isBusy={busy !== null} onLaunch={launch} />
    </form>
  );
}

const sent = (name: string, value: Value | null): [string, Value][] => (value === null ? [] : [[name, value]]);

function summary(fields: readonly { state: ReturnType<typeof fieldState> }[], changed: number): string {
  if (fields.length === 0) return "none";
  const missing = fields.filter(({ state }) => state.missing).length;
  const invalid = fields.filter(({ state }) => state.error !== null).length;
  const parts = [`${fields.length - missing} of ${fields.length} set`, `${changed} changed`];
  return (invalid === 0 ? parts : [...parts, `${invalid} invalid`]).join(", ");
}
