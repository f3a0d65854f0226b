import { setMaxListeners } from "node:events";
import { reasonOf } from "./time";

/** A controller that aborts with its parent, and alone. `unlink` when the work is over, or the parent keeps it alive. */
export function linkedController(parent: AbortSignal) {
  const controller = new AbortController();
  // A graph of a thousand nodes has a thousand listeners, each of which leaves at its node's end.
  setMaxListeners(0, controller.signal);
  const follow = () => controller.abort(reasonOf(parent));
  if (parent.aborted) follow();
  else parent.addEventListener("abort", follow, { once: true });
  return {
    signal: controller.signal,
    abort: (reason: unknown) => controller.abort(reason),
    unlink: () => parent.removeEventListener("abort", follow),
  };
}
