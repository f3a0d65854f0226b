import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { adminPort } from "@/sandbox/admin/admin-port";
import type { AdminContext } from "@/sandbox/admin/context";
import { seedProjects } from "@/sandbox/admin/projects";
import type { AdminPort, EnginePort } from "@/sandbox/contract";
import { Scenarios } from "@/sandbox/scale/scenarios/scenarios";
import { openStore } from "@/sandbox/store/database";
import { openObjectStore } from "@/sandbox/store/object-store";

const idle: EnginePort = {
  start: () => undefined,
  abort: () => undefined,
  signalled: () => undefined,
  close: () => Promise.resolve(),
};

export type OpenScale = { context: AdminContext; port: AdminPort; scenarios: Scenarios; folder: string; close(): void };

/** The admin side with scenarios and no engine, in a folder of its own or in one that an earlier life left. */
export function openScale(folder: string = mkdtempSync(join(tmpdir(), "contrail-scale-"))): OpenScale {
  const store = openStore(folder);
  const ports = { engine: idle };
  const context: AdminContext = {
    store,
    objects: openObjectStore(join(folder, "objects")),
    urls: { sign: (_, uri) => uri },
    engine: {
      ...idle,
      start: (id) => ports.engine.start(id),
      abort: (id, cause) => ports.engine.abort(id, cause),
    },
  };
  seedProjects(context);
  const port = adminPort(context);
  const scenarios = new Scenarios({
    context,
    port,
    publicLog: (object) => object.replace("s3://", "http://logs.test/"),
  });
  ports.engine = scenarios.live.beside(idle);
  return {
    context,
    port,
    scenarios,
    folder,
    close: () => {
      void ports.engine.close();
      store.close();
    },
  };
}

export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });
