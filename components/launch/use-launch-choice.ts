"use client";

import { parseAsString, useQueryStates } from "nuqs";

/** What is launched, as the URL says it: `?launch_plan=NAME&version=V`, `?task=NAME&version=V` or `?from=EXECUTION`. */
export function useLaunchChoice() {
  return useQueryStates(
    { launch_plan: parseAsString, task: parseAsString, version: parseAsString, from: parseAsString },
    { history: "replace" },
  );
}

export type LaunchChoice = ReturnType<typeof useLaunchChoice>[0];
export type SetLaunchChoice = ReturnType<typeof useLaunchChoice>[1];
