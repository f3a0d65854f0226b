import { HydrationBoundary } from "@tanstack/react-query";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { NoFlyte } from "@/components/home/no-flyte";
import { ProjectPicker } from "@/components/home/project-picker";
import { parseScope, SCOPE_COOKIE } from "@/components/shell/scope-memory";
import { projectsQuery } from "@/lib/client/queries/projects";
import { DEFAULT_CONNECTION } from "@/lib/core/refs";
import { getBackend } from "@/lib/server";
import { env } from "@/lib/server/env";
import { paths } from "@/lib/url/paths";
import { firstData } from "./first-data";

export const metadata = { title: "Projects · Contrail" };

export default async function HomePage({ searchParams }: { searchParams: Promise<{ pick?: string }> }) {
  const { pick } = await searchParams;
  const last = parseScope((await cookies()).get(SCOPE_COOKIE)?.value);
  if (env().FLYTE_ADMIN_URL === undefined) return <NoFlyte />;
  if (last !== null && pick === undefined) redirect(paths.executions(last));
  const first = await firstData(projectsQuery(DEFAULT_CONNECTION).queryKey, (call) => getBackend().listProjects(call));
  return (
    <HydrationBoundary state={first.state}>
      <ProjectPicker connection={DEFAULT_CONNECTION} firstProblem={first.problem} />
    </HydrationBoundary>
  );
}
