import { executionParams } from "@/lib/contract/executions";
import { listBlobs } from "@/lib/server/blobs/list-blobs";
import { executionOf } from "@/lib/server/http/refs";
import { route } from "@/lib/server/http/route";

export const dynamic = "force-dynamic";

export const GET = route(executionParams, ({ params, backend, signal }) =>
  listBlobs(backend, executionOf(params), { signal }),
);
