import { logAtMost } from "../telemetry/log-at-most.js";
import type { Log } from "../telemetry/log.js";
import type { ConnectionLimit } from "./connections.js";

/** A limit of connections that counts what it refuses, and logs it now and then. */
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
