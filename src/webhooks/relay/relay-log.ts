import type { Log } from "../../telemetry/log.js";
import { atMostOnceAMinute, reasonOf } from "../../telemetry/once-a-minute.js";
import type { Message, RelayLog } from "./model.js";

/** Writes what an operator should know. Never a body, a path of a URL or a secret. */
export function relayLog(log: Log): RelayLog {
  return {
    trouble: atMostOnceAMinute((error) =>
      log.warn(
        { why: reasonOf(error) },
        "the store did not answer; the relay of webhooks waits until it does",
      ),
    ),
    failing: ({ name }, message, why) =>
      log.warn(
        { target: name, ...nameOf(message), why },
        "a relay target failed; later messages wait until it accepts this one",
      ),
    recovered: ({ name }, failures) =>
      log.info({ target: name, failures }, "a relay target accepts messages again"),
    gaveUp: ({ name }, message, why) =>
      log.error(
        { target: name, ...nameOf(message), why },
        "a relay target failed for three days with a message, and will not get it",
      ),
    fencedOff: ({ name }) =>
      log.warn({ target: name }, "this replica stalled, so another one delivers to a relay target"),
  };
}

const nameOf = ({ number, vendor, command }: Message) => ({ number, vendor, command });
