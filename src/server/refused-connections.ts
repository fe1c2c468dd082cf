import { logAtMost } from "../telemetry/log-at-most.js";
import type { Log } from "../telemetry/log.js";
import type { ConnectionLimit } from "./connections.js";

/** A connection limit that counts and logs the connections that it refuses. */
export function loggedConnectionLimit(log: Log, most: number, count: () => void): ConnectionLimit {
  const atMost = logAtMost((_kind, refused) => log.warn({ refused, most }, "more connections were refused"));
  return {
    most,
    onRefused() {
      count();
      atMost("connection", () =>
        log.warn({ most }, "a connection was refused: MAX_CONNECTIONS are open already"),
      );
    },
  };
}
