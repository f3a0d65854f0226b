"use client";

import { useParams } from "next/navigation";
import { NotFoundView } from "@/components/shell/not-found-view";
import { useScope } from "@/components/shell/use-scope";
import { LinkButton } from "@/components/ui/link-button";
import { paths } from "@/lib/url/paths";

/** Flyte has no execution of this name here: names it, and where it was looked for. */
export function MissingExecution() {
  const { execution = "" } = useParams<{ execution?: string }>();
  const scope = useScope();
  const where =
    scope === null
      ? ""
      : `Looked in project ${scope.project}, domain ${scope.domain}. FlyteAdmin keeps no execution of that name.`;
  return (
    <NotFoundView thing="Execution" name={decoded(execution)} where={where}>
      {scope !== null && <LinkButton href={paths.executions(scope)}>All executions</LinkButton>}
    </NotFoundView>
  );
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
