import type { TaskError } from "./runner";

/** What the pool tells a worker. Flyte messages cross as bytes: structured cloning would lose their types. */
export type ToWorker =
  | {
      kind: "run";
      id: number;
      task: Uint8Array;
      inputs: Uint8Array;
      attempt: number;
      index: number | null;
      logPath: string;
      raw: { uri: string; path: string };
      files: Record<string, string>;
    }
  | { kind: "cancel"; id: number };

/** What a worker answers, once for each `run`. */
export type FromWorker =
  | { kind: "outputs"; id: number; outputs: Uint8Array; deck: string | null }
  | { kind: "dynamic"; id: number; spec: Uint8Array }
  | { kind: "failed"; id: number; error: TaskError }
  | { kind: "cancelled"; id: number };
