import "server-only";
import type { FlyteBackend } from "./backend";
import type { Hub } from "./live/hub";

/** What is made once a process. */
type Composition = { backend?: FlyteBackend; hub?: Hub };

declare global {
  /** Next loads a module once for each bundle that holds it, so what is made once a process cannot hang on a module. */
  var contrailComposition: Composition | undefined;
}

export function composition(): Composition {
  globalThis.contrailComposition ??= {};
  return globalThis.contrailComposition;
}
