import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ExecutionView } from "@/components/execution/execution-view";
import { runTitle } from "@/components/execution/run-title";
import { type ExecutionRouteParams, firstExecution, refOf } from "./first-execution";

type Props = { params: Promise<ExecutionRouteParams> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const ref = refOf(await params);
  const { data } = await firstExecution(ref.project, ref.domain, ref.name);
  return { title: runTitle(data, ref) };
}

export default async function ExecutionPage({ params }: Props) {
  const ref = refOf(await params);
  const { data, problem, canRecover } = await firstExecution(ref.project, ref.domain, ref.name);
  if (problem?.code === "not_found" || problem?.code === "invalid") notFound();
  return <ExecutionView key={ref.name} execution={ref} initial={data} problem={problem} canRecover={canRecover} />;
}
