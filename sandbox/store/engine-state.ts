import type { EngineState } from "../contract";
import type { SqlStore } from "./database";
import { bytesOf } from "./row";

export function engineStateOf(store: SqlStore): EngineState {
  return {
    get: (key) => {
      const row = store.get("SELECT value FROM engine_state WHERE key = ?", [key]);
      return row === null ? null : bytesOf(row, "value");
    },
    put: (key, value) => {
      store.run(
        "INSERT INTO engine_state (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        [key, value],
      );
    },
    delete: (key) => {
      store.run("DELETE FROM engine_state WHERE key = ?", [key]);
    },
  };
}
