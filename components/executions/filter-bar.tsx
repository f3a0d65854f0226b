"use client";

import { Search } from "lucide-react";
import { PhaseGlyph } from "@/components/shell/phase-glyph";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/text-field";
import type { ExecutionPhase } from "@/lib/core/phase";
import { nameProblem } from "./list-query";
import { PHASE_GROUPS, togglePhases } from "./phase-groups";

export type Filters = { name: string; phase: ExecutionPhase[]; workflow: string };

/** What the list is narrowed to; the URL is its state. */
export function FilterBar({ filters, onChange }: { filters: Filters; onChange: (change: Partial<Filters>) => void }) {
  const { name, phase, workflow } = filters;
  const filtered = name !== "" || phase.length > 0 || workflow !== "";
  return (
    <search className="flex flex-wrap items-start gap-x-2 gap-y-2">
      <div className="w-58 max-sm:w-full">
        <TextField
          label="Find by execution name"
          labelHidden
          placeholder="Execution name"
          icon={<Search size={13} />}
          data-find
          value={name}
          error={nameProblem(name)}
          onChange={(value) => onChange({ name: value })}
        />
      </div>
      <fieldset aria-label="Phase" className="flex min-w-0 gap-1.5 overflow-x-auto p-0.5 max-sm:w-full">
        {PHASE_GROUPS.map(({ label, sign, phases }) => {
          const on = phases.every((each) => phase.includes(each));
          return (
            <Button
              key={label}
              size="sm"
              aria-pressed={on}
              icon={<PhaseGlyph phase={sign} size={12} />}
              title={phases.length > 1 ? phases.join(", ") : undefined}
              onClick={() => onChange({ phase: togglePhases(phase, phases, !on) })}
            >
              {label}
            </Button>
          );
        })}
      </fieldset>
      {workflow !== "" && (
        <Button size="sm" onClick={() => onChange({ workflow: "" })} title="Remove this filter">
          <span className="text-text-3">workflow is</span> <b className="font-strong">{workflow}</b> ×
        </Button>
      )}
      {filtered && (
        <Button variant="ghost" size="sm" onClick={() => onChange({ name: "", phase: [], workflow: "" })}>
          Clear
        </Button>
      )}
    </search>
  );
}
