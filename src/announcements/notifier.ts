import type { Pool } from "pg";
import type { Clock } from "../vendor/clock.js";
import type { Announcement } from "./announcements.js";
import { CHANNEL, heartbeatPayload, payloadsOf } from "./payload.js";

/** No caller waits longer for its announcements to be sent. */
const SEND_WITHIN_MS = 2_000;

interface Waiting {
  readonly announcements: readonly Announcement[];
  readonly sent: () => void;
}

/**
 * Sends announcements and heartbeats to all replicas, one statement at a time, so that they keep their order. What is
 * announced meanwhile goes into the next statement.
 *
 * After a failure, the lost announcements are replaced by one that says that everything may have changed.
 */
export class Notifier {
  readonly #replica: string;
  readonly #database: Promise<Pick<Pool, "query">>;
  readonly #clock: Clock;
  #waiting: Waiting[] = [];
  #beat: number | null = null;
  #isSending = false;
  /** Whether announcements were lost since the last statement that succeeded. */
  #hasLost = false;

  constructor(deps: { replica: string; database: Promise<Pick<Pool, "query">>; clock: Clock }) {
    this.#replica = deps.replica;
    this.#database = deps.database;
    this.#clock = deps.clock;
  }

  /** Resolves when they are sent, or after two seconds. Does not reject. */
  send(announcements: readonly Announcement[]): Promise<void> {
    // The database does not answer. The next heartbeat replaces what is lost.
    if (this.#hasLost || announcements.length === 0) return Promise.resolve();
    return new Promise((resolve) => {
      const cancel = this.#clock.after(SEND_WITHIN_MS, resolve);
      const sent = (): void => {
        cancel();
        resolve();
      };
      this.#waiting.push({ announcements, sent });
      void this.#flush();
    });
  }

  beat(number: number): void {
    this.#beat = number;
    void this.#flush();
  }

  async #flush(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    // Everything announced in this turn of the event loop goes into one statement.
    await Promise.resolve();
    while (this.#waiting.length > 0 || this.#beat !== null) await this.#sendAll();
    this.#isSending = false;
  }

  async #sendAll(): Promise<void> {
    const waiting = this.#waiting.splice(0);
    const beat = this.#beat;
    this.#beat = null;
    const lost: Announcement[] = this.#hasLost ? [{ kind: "webhooks-missed" }] : [];
    const announcements = [...lost, ...waiting.flatMap((one) => one.announcements)];
    const payloads = payloadsOf(this.#replica, announcements);
    if (beat !== null) payloads.push(heartbeatPayload(this.#replica, beat));
    try {
      await (
        await this.#database
      ).query(
        "select pg_notify($1, payload) from unnest($2::text[]) with ordinality as all_of (payload, place) order by place",
        [CHANNEL, payloads],
      );
      this.#hasLost = false;
    } catch {
      // The heartbeat that does not come back reports the trouble.
      this.#hasLost ||= announcements.length > 0;
    }
    for (const { sent } of waiting) sent();
  }
}
