import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, normalize, sep } from "node:path";
import type { ObjectStore } from "../contract";

const PREFIX = "s3://contrail-sandbox";

/** Objects as files under `directory`. A put is a rename, so that nobody ever reads half an object. */
export function openObjectStore(directory: string): ObjectStore {
  mkdirSync(directory, { recursive: true });
  const pathOf = (uri: string): string => {
    const key = uri.startsWith(`${PREFIX}/`) ? uri.slice(PREFIX.length + 1) : "";
    const path = normalize(join(directory, key));
    const climbs = key.split("/").some((part) => part === "..");
    if (key === "" || climbs || key.includes("\0") || !path.startsWith(directory + sep)) {
      throw new Error(`${uri} names no object of the bucket ${PREFIX}`);
    }
    return path;
  };
  let writes = 0;
  return {
    prefix: PREFIX,
    pathOf,
    put: (uri, bytes) => {
      const path = pathOf(uri);
      mkdirSync(dirname(path), { recursive: true });
      writes += 1;
      const draft = `${path}.${process.pid}-${writes}.part`;
      writeFileSync(draft, bytes);
      renameSync(draft, path);
    },
    get: (uri) => {
      const path = pathOf(uri);
      return existsSync(path) ? readFileSync(path) : null;
    },
  };
}
