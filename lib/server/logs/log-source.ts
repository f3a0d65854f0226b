import "server-only";
import type { LogChunk } from "@/lib/contract/logs";
import type { LogLink } from "@/lib/core/node";

/** Where a piece of a log begins: a byte from its start, or below 0 that many bytes from its end. */
export type LogQuery = { from: number; ended: boolean; signal: AbortSignal };

/** One way to read logs. Further providers are further files of this folder. */
export type LogSource = {
  canRead(link: LogLink): boolean;
  read(link: LogLink, query: LogQuery): Promise<LogChunk>;
};
