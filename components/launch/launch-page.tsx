"use client";

import { useState } from "react";
import type { ScopeRef } from "@/lib/core/refs";
import { FreshLaunch } from "./fresh-launch";
import type { Entries } from "./launch-form";
import { RelaunchOf } from "./relaunch-of";
import { useLaunchChoice } from "./use-launch-choice";

/** Starts a run: of a launch plan, of a task, or again from a run that exists. The choice is in the URL. */
export function LaunchPage({ scope }: { scope: ScopeRef }) {
  const [choice, setChoice] = useLaunchChoice();
  const [entries, setEntries] = useState<Entries>({});
  const shared = { scope, choice, onChoice: setChoice, entries, onEntries: setEntries };
  return choice.from === null ? <FreshLaunch {...shared} /> : <RelaunchOf {...shared} name={choice.from} />;
}
