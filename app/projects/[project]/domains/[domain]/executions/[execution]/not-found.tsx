import { MissingExecution } from "@/components/execution/missing-execution";

export const metadata = { title: "Execution not found" };

export default function ExecutionNotFound() {
  return <MissingExecution />;
}
