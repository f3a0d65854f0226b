import { idleEngine, openAdmin, type RealAdmin } from "@/sandbox/engine/testing/real-admin";
import { Scenarios } from "@/sandbox/scale/scenarios/scenarios";

export type OpenScale = RealAdmin & { scenarios: Scenarios };

/** The admin side with scenarios and no engine, in a folder of its own or in one that an earlier life left. */
export function openScale(folder?: string): OpenScale {
  const made: { scenarios?: Scenarios } = {};
  const admin = openAdmin((port, context) => {
    const publicLog = (object: string) => object.replace("s3://", "http://logs.test/");
    made.scenarios = new Scenarios({ context, port, publicLog });
    return made.scenarios.live.beside(idleEngine);
  }, folder);
  if (made.scenarios === undefined) throw new Error("the scenarios were not opened");
  return { ...admin, scenarios: made.scenarios };
}
