import { ExecutionsLoading } from "@/components/executions/executions-loading";

/** In a group of its own: a boundary above the run's page would send its 404 as a 200. */
export default function Loading() {
  return <ExecutionsLoading />;
}
