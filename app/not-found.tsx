import { MissingPage } from "@/components/shell/missing-page";

export const metadata = { title: "Not found · Contrail" };

export default function NotFound() {
  return <MissingPage />;
}
