import type { Metadata } from "next";
import { ComparePage } from "@/components/compare/compare-page";

export const metadata: Metadata = { title: "Compare" };

/** The state is in the query, which only the browser changes. */
export const dynamic = "force-dynamic";

export default function Compare() {
  return <ComparePage />;
}
