import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { EngineState, ObjectStore } from "@/sandbox/contract";

export function memoryState(): EngineState {
  const values = new Map<string, Uint8Array>();
  return {
    get: (key) => values.get(key) ?? null,
    put: (key, value) => void values.set(key, value),
    delete: (key) => void values.delete(key),
  };
}

/** Objects in a folder of their own, which `close` removes. */
export function folderStore(): ObjectStore & { close(): void } {
  const prefix = "s3://test-bucket";
  const root = mkdtempSync(join(tmpdir(), "contrail-engine-"));
  const pathOf = (uri: string) => {
    if (!uri.startsWith(`${prefix}/`)) throw new Error(`${uri} is in another bucket`);
    return join(root, uri.slice(prefix.length));
  };
  return {
    prefix,
    pathOf,
    put(uri, bytes) {
      mkdirSync(dirname(pathOf(uri)), { recursive: true });
      writeFileSync(pathOf(uri), bytes);
    },
    get(uri) {
      try {
        return readFileSync(pathOf(uri));
      } catch {
        return null;
      }
    },
    close: () => rmSync(root, { recursive: true, force: true }),
  };
}
