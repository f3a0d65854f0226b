import { versionParams } from "@/lib/contract/entities";
import { entityOf } from "@/lib/server/http/refs";
import { route } from "@/lib/server/http/route";

export const dynamic = "force-dynamic";

export const GET = route(
  versionParams,
  ({ params, backend, signal }) => backend.getTask(entityOf("task", params), { signal }),
  { cache: "immutable" },
);
