import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { adminPort } from "@/sandbox/admin/admin-port";
import type { AdminContext } from "@/sandbox/admin/context";
import { seedProjects } from "@/sandbox/admin/projects";
import type { AdminPort, EnginePort } from "@/sandbox/contract";
import { openStore } from "@/sandbox/store/database";
import { openObjectStore } from "@/sandbox/store/object-store";

export const idleEngine: EnginePort = {
  start: () => undefined,
  abort: () => undefined,
  signalled: () => undefined,
  close: () => Promise.resolve(),
};

export type RealAdmin = { context: AdminContext; port: AdminPort; folder: string; close(): Promise<void> };

/** The true admin side without its ports, in a folder of its own or in one that an earlier life left. */
export function openAdmin(
  makeEngine: (port: AdminPort, context: AdminContext) => EnginePort,
  folder: string = mkdtempSync(join(tmpdir(), "contrail-admin-")),
): RealAdmin {
  const store = openStore(folder);
  let engine = idleEngine;
  const context: AdminContext = {
    store,
    objects: openObjectStore(join(folder, "objects")),
    urls: { sign: (_, uri) => uri },
    engine: {
      start: (id) => engine.start(id),
      abort: (id, cause) => engine.abort(id, cause),
      signalled: (id) => engine.signalled(id),
      close: () => engine.close(),
    },
  };
  seedProjects(context);
  const port = adminPort(context);
  engine = makeEngine(port, context);
  return {
    context,
    port,
    folder,
    close: async () => {
      await engine.close();
      store.close();
    },
  };
}

export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true, force: true });
