import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/**
 * Collects garbage now and gives the memory back. After a burst of work V8 keeps what it needed until there is more work,
 * and a sandbox in the background of a laptop has none.
 */
export function releaseMemory(): void {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  if (typeof collect !== "function") return;
  // Only so does V8 also move what is left together; afterwards speed counts again.
  setFlagsFromString("--optimize-for-size");
  for (let round = 0; round < 2; round += 1) Reflect.apply(collect, undefined, []);
  setFlagsFromString("--no-optimize-for-size");
}
