import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Libsql from "libsql";
import { SCHEMA } from "./schema";

/** What a cell of a row holds. Times are microseconds since 1970, durations nanoseconds. */
export type SqlValue = string | number | Uint8Array | ArrayBuffer | null;
export type Row = Readonly<Record<string, SqlValue>>;

/** The rows of the sandbox: SQL text in, rows out. Statements are prepared once per text. */
export interface SqlStore {
  all(sql: string, values?: readonly SqlValue[]): Row[];
  get(sql: string, values?: readonly SqlValue[]): Row | null;
  /** Answers the id of the row that an INSERT made. */
  run(sql: string, values?: readonly SqlValue[]): number;
  /** Everything that `work` writes is committed together, or nothing if it throws. Nested calls join the outer one. */
  transaction<T>(work: () => T): T;
  close(): void;
}

/** Statements kept prepared; filters make new texts without end, so the oldest go. */
const MAX_STATEMENTS = 500;

/**
 * Opens `flyte.db` under `directory` and makes the tables. The log is written ahead without waiting for the disk: a
 * commit survives a kill of the process, which is what tests do, though not a loss of power.
 */
export function openStore(directory: string): SqlStore {
  mkdirSync(directory, { recursive: true });
  const database = new Libsql(join(directory, "flyte.db"));
  database.exec("PRAGMA journal_mode = WAL");
  database.exec("PRAGMA synchronous = NORMAL");
  database.exec("PRAGMA case_sensitive_like = ON");
  database.exec("PRAGMA cache_size = -16000");
  database.exec(SCHEMA);

  const prepared = new Map<string, Libsql.Statement<unknown[]>>();
  const statement = (sql: string) => {
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    if (prepared.size >= MAX_STATEMENTS) prepared.delete(prepared.keys().next().value ?? "");
    const made = database.prepare(sql);
    prepared.set(sql, made);
    return made;
  };

  let depth = 0;
  return {
    all: (sql, values = []) =>
      statement(sql)
        .all(...values)
        .map(toRow),
    get: (sql, values = []) => {
      const row = statement(sql).get(...values);
      return row === undefined || row === null ? null : toRow(row);
    },
    run: (sql, values = []) => Number(statement(sql).run(...values).lastInsertRowid),
    transaction: (work) => {
      if (depth > 0) return work();
      depth += 1;
      database.exec("BEGIN IMMEDIATE");
      try {
        const result = work();
        database.exec("COMMIT");
        return result;
      } catch (error) {
        database.exec("ROLLBACK");
        throw error;
      } finally {
        depth -= 1;
      }
    },
    close: () => {
      database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
      database.close();
    },
  };
}

function isRow(value: unknown): value is Row {
  return typeof value === "object" && value !== null;
}

function toRow(value: unknown): Row {
  if (!isRow(value)) throw new Error("the database answered something that is no row");
  return value;
}
