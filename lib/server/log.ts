import "server-only";
import pino, { type Logger } from "pino";
import { env } from "./env";

let current: Logger | undefined;

/** The log of this process: one JSON object a line on stdout. Values of inputs and outputs never go into it. */
export function log(): Logger {
  current ??= pino({
    level: env().LOG_LEVEL,
    base: null,
    serializers: { error: pino.stdSerializers.errWithCause, cause: pino.stdSerializers.err },
  });
  return current;
}
