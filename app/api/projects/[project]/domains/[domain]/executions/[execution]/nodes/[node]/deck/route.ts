import { pageSearch } from "@/lib/contract/blobs";
import { nodeParams } from "@/lib/contract/executions";
import { readDeck } from "@/lib/server/decks/read-deck";
import { nodeOf } from "@/lib/server/http/refs";
import { searchRoute } from "@/lib/server/http/route";

export const dynamic = "force-dynamic";

export const GET = searchRoute(nodeParams, pageSearch, ({ params, search, backend, signal, headers }) =>
  readDeck(backend, nodeOf(params), { query: {}, isFramed: search.framed === "1", headers }, { signal }),
);
