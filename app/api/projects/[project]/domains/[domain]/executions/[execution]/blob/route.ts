import { blobSearch } from "@/lib/contract/blobs";
import { executionParams } from "@/lib/contract/executions";
import { downloadBlob } from "@/lib/server/blobs/download";
import { executionOf } from "@/lib/server/http/refs";
import { searchRoute } from "@/lib/server/http/route";

export const dynamic = "force-dynamic";

export const GET = searchRoute(executionParams, blobSearch, ({ params, search, backend, signal }) =>
  downloadBlob(backend, executionOf(params), search, { signal }),
);
