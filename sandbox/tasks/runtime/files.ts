import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** A file that a task was given or has written: flytekit's FlyteFile. */
export class FileRef {
  constructor(
    readonly uri: string,
    /** On disk; null for a file outside the sandbox's bucket. */
    readonly path: string | null,
  ) {}

  read(): string {
    if (this.path === null) throw new Error(`${this.uri} is outside the sandbox's object store`);
    return readFileSync(this.path, "utf8");
  }
}

/** Writes files of one attempt, each in a folder of its own, so that equal names do not meet. */
export class FileStore {
  constructor(private readonly raw: { uri: string; path: string }) {}

  write(name: string, text: string): FileRef {
    const folder = randomUUID().replaceAll("-", "");
    const path = `${this.raw.path}/${folder}/${name}`;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return new FileRef(`${this.raw.uri}/${folder}/${name}`, path);
  }
}
