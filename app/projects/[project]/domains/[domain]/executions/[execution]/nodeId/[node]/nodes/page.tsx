import { redirect } from "next/navigation";
import { paths } from "@/lib/url/paths";
import { decoded, type ExecutionRouteParams, refOf } from "../../../first-execution";

type Props = { params: Promise<ExecutionRouteParams & { node: string }> };

/** The address that a task carries in FLYTE_EXECUTION_URL: the page of its execution with that node open. */
export default async function NodePage({ params }: Props) {
  const { node, ...rest } = await params;
  redirect(`${paths.execution(refOf(rest))}?${new URLSearchParams({ node: decoded(node) })}`);
}
