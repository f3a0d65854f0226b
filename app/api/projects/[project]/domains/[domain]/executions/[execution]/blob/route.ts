import { blobOrInlineSearch } from "@/lib/contract/blobs";
import { executionParams } from "@/lib/contract/executions";
import { downloadBlob } from "@/lib/server/blobs/download";
import { inlineBlob } from "@/lib/server/blobs/inline";
import { executionOf } from "@/lib/server/http/refs";
import { searchRoute } from "@/lib/server/http/route";

export const dynamic = "force-dynamic";

export const GET = searchRoute(executionParams, blobOrInlineSearch, ({ params, search, backend, signal, headers }) =>
  search.inline === undefined
    ? downloadBlob(backend, executionOf(params), search, { signal, range: headers.get("range") })
    : inlineBlob(backend, executionOf(params), search, { signal, headers }),
);
