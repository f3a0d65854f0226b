import type { Metadata } from "next";
import { LaunchPage } from "@/components/launch/launch-page";
import { DEFAULT_CONNECTION } from "@/lib/core/refs";

type Props = { params: Promise<{ project: string; domain: string }> };

export const metadata: Metadata = { title: "Launch" };

export default async function Launch({ params }: Props) {
  const { project, domain } = await params;
  return <LaunchPage scope={{ connection: DEFAULT_CONNECTION, project, domain }} />;
}
