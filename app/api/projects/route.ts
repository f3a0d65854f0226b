import { noParams, route } from "@/lib/server/http/route";

export const dynamic = "force-dynamic";

export const GET = route(noParams, ({ backend, signal }) => backend.listProjects({ signal }));
