import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import type { SearchParams } from "nuqs/server";
import { firstData } from "@/app/first-data";
import { ExecutionsPage } from "@/components/executions/executions-page";
import { listQueryOf } from "@/components/executions/list-query";
import { executionsQuery } from "@/lib/client/queries/executions";
import { DEFAULT_CONNECTION, type ScopeRef } from "@/lib/core/refs";
import { getBackend } from "@/lib/server";
import { loadExecutionListView } from "@/lib/url/execution-list";

type Props = { params: Promise<{ project: string; domain: string }>; searchParams: Promise<SearchParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { project, domain } = await scopeOf(params);
  return { title: `Executions · ${project} / ${domain}` };
}

export default async function Executions({ params, searchParams }: Props) {
  const scope = await scopeOf(params);
  const query = listQueryOf(scope, await loadExecutionListView(searchParams));
  const first = await firstData(executionsQuery(query).queryKey, (call) => getBackend().listExecutions(query, call));
  return (
    <HydrationBoundary state={first.state}>
      <ExecutionsPage key={`${scope.project}/${scope.domain}`} scope={scope} firstProblem={first.problem} />
    </HydrationBoundary>
  );
}

async function scopeOf(params: Props["params"]): Promise<ScopeRef> {
  const { project, domain } = await params;
  return { connection: DEFAULT_CONNECTION, project, domain };
}
