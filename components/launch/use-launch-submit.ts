"use client";

import { useRouter } from "next/navigation";
import { useRef } from "react";
import { problemOf } from "@/lib/client/fetch-json";
import { useLaunchExecution } from "@/lib/client/mutations/use-launch-execution";
import type { LaunchRequest } from "@/lib/contract/launch";
import type { Problem } from "@/lib/core/errors";
import type { ScopeRef } from "@/lib/core/refs";
import type { Value } from "@/lib/core/value";
import { paths } from "@/lib/url/paths";

/** Answers of which nobody knows whether Flyte has started the run. */
const UNSURE: ReadonlySet<Problem["code"]> = new Set(["timeout", "unavailable", "internal"]);

/**
 * Sends a launch once: while it is under way, and after it has started a run, further calls do nothing. After a failure
 * the form stands as it was; `rejected` tells what Flyte said of an input for as long as its value is the one sent.
 */
export function useLaunchSubmit(scope: ScopeRef) {
  const router = useRouter();
  const launch = useLaunchExecution(scope);
  // Two clicks can come before React has drawn "pending".
  const underWay = useRef(false);
  const submit = (request: LaunchRequest) => {
    if (underWay.current) return;
    underWay.current = true;
    launch.mutate(request, {
      onSuccess: (started) => router.push(paths.execution(started)),
      onError: () => {
        underWay.current = false;
      },
    });
  };
  const problem = launch.error === null ? null : problemOf(launch.error);
  const rejected = (name: string, value: Value | null): string | null => {
    const sent = launch.variables?.inputs[name] ?? null;
    return JSON.stringify(sent) === JSON.stringify(value) ? (problem?.fields?.[name] ?? null) : null;
  };
  return {
    submit,
    problem,
    rejected,
    isUnsure: problem !== null && UNSURE.has(problem.code),
    busy: launch.isPending ? "Waits for Flyte's answer" : launch.isSuccess ? "Opens the new run" : null,
  };
}
