import "server-only";
import { Http2SessionManager } from "@connectrpc/connect-node";

/**
 * FlyteAdmin's errors of up to 32,000 bytes arrive in a header and grow by percent-encoding. A single field of more than
 * 64 KiB (a long error mostly beyond ASCII) Node cannot read, whatever the limit.
 */
const HEADER_LIMIT_BYTES = 262_144;

/** A peer that vanished without a word leaves a session on which every call times out; then a new one is opened. */
const TIMEOUTS_OF_A_DEAD_SESSION = 2;

/** The one HTTP/2 session to a Flyte, opened by the first call and replaced after GOAWAY, an error, or silence. */
export type Session = { manager: Http2SessionManager; onAnswer(): void; onTimeout(): void };

/** No pings are sent: FlyteAdmin closes connections that ping more often than every five minutes. */
export function createSession(origin: string): Session {
  const manager = new Http2SessionManager(origin, {}, { settings: { maxHeaderListSize: HEADER_LIMIT_BYTES } });
  let timeouts = 0;
  return {
    manager,
    onAnswer() {
      timeouts = 0;
    },
    onTimeout() {
      timeouts += 1;
      if (timeouts < TIMEOUTS_OF_A_DEAD_SESSION) return;
      timeouts = 0;
      manager.abort();
    },
  };
}
