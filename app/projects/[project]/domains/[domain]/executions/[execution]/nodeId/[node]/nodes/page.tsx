import { redirect } from "next/navigation";
import { paths } from "@/lib/url/paths";
import { decoded, type ExecutionRouteParams, refOf } from "../../../first-execution";

type Props = {
  params: Promise<ExecutionRouteParams & { node: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** The address that a task carries in FLYTE_EXECUTION_URL: the page of its execution with that node open. */
export default async function NodePage({ params, searchParams }: Props) {
  const { node, ...rest } = await params;
  const search = new URLSearchParams({ node: decoded(node) });
  for (const [key, value] of Object.entries(await searchParams)) {
    if (typeof value === "string" && key !== "node") search.set(key, value);
  }
  redirect(`${paths.execution(refOf(rest))}?${search}`);
}
