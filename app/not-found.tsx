import { MissingPage } from "@/components/shell/missing-page";

export const metadata = { title: "Not found" };

export default function NotFound() {
  return <MissingPage />;
}
