import { reasonOf } from "./time";

/** A controller that aborts with its parent, and alone. `unlink` when the work is over, or the parent keeps it alive. */
export function linkedController(parent: AbortSignal) {
  const controller = new AbortController();
  const follow = () => controller.abort(reasonOf(parent));
  if (parent.aborted) follow();
  else parent.addEventListener("abort", follow, { once: true });
  return {
    signal: controller.signal,
    abort: (reason: unknown) => controller.abort(reason),
    unlink: () => parent.removeEventListener("abort", follow),
  };
}
