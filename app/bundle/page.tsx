import type { Metadata } from "next";
import { BundlePage } from "@/components/bundle/bundle-page";

export const metadata: Metadata = { title: "Run from a file" };

/** The file is opened in the browser and stays there. */
export default function Bundle() {
  return <BundlePage />;
}
