import { previewSearch } from "@/lib/contract/blobs";
import { executionParams } from "@/lib/contract/executions";
import { executionOf } from "@/lib/server/http/refs";
import { searchRoute } from "@/lib/server/http/route";
import { readPreview } from "@/lib/server/preview/read-preview";

export const dynamic = "force-dynamic";

export const GET = searchRoute(executionParams, previewSearch, ({ params, search, backend, signal }) =>
  readPreview(backend, executionOf(params), search, { signal }),
);
