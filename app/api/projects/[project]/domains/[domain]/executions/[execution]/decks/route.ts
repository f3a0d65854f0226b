import { executionParams } from "@/lib/contract/executions";
import { listDecks } from "@/lib/server/decks/list-decks";
import { executionOf } from "@/lib/server/http/refs";
import { route } from "@/lib/server/http/route";

export const dynamic = "force-dynamic";

export const GET = route(executionParams, ({ params, backend, signal }) =>
  listDecks(backend, executionOf(params), { signal }),
);
