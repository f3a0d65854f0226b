import type { FlyteBackend } from "@/lib/server/backend";
import { composition } from "@/lib/server/composition";
import type { Clock } from "@/lib/server/live/clock";
import { Hub } from "@/lib/server/live/hub";

/** Makes routes talk to `backend`, with a hub of its own; call it before each test of a route. */
export function installBackend(backend: FlyteBackend, clock: Clock): void {
  composition().backend = backend;
  composition().hub = new Hub(() => backend, clock);
}
