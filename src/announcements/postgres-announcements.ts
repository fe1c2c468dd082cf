import { randomUUID } from "node:crypto";
import type { Client, Pool } from "pg";
import type { Clock } from "../vendor/clock.js";
import type { Announcements } from "./announcements.js";
import { createListeners } from "./listeners.js";
import { type Listening, listenOn } from "./listening.js";
import { Notifier } from "./notifier.js";
import { CHANNEL, type Message, payloadsOf } from "./payload.js";

const BEAT_EVERY_MS = 1_000;
/** Without an own heartbeat for so long, announcements of others may be lost as well. */
const SILENT_AFTER_MS = 3_000;
const MAX_BACKOFF_MS = 15_000;

/** The connections of one replica. They open when they are first used. */
export interface AnnouncementDatabase {
  /** Sends. */
  readonly pool: Pool;
  /** A new connection that listens. */
  readonly client: () => Client;
}

interface Deps {
  readonly database: Promise<AnnouncementDatabase>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly onError: (error: unknown) => void;
  /** Called when announcements begin or cease to arrive. Null: they arrive. */
  readonly onChange: (why: string | null) => void;
}

/**
 * Announcements by PostgreSQL's LISTEN and NOTIFY. Each replica sends itself a heartbeat every second, over another
 * connection than the one that listens. So the heartbeat arrives only if announcements do: behind a pooler that drops
 * LISTEN, it does not.
 */
export function postgresAnnouncements(deps: Deps): Announcements {
  const { clock } = deps;
  const replica = randomUUID();
  const listeners = createListeners(deps.onError);
  const notifier = new Notifier({ replica, database: deps.database.then(({ pool }) => pool), clock });
  const link = new Link(deps, replica, notifier, (message) => listeners.tell(message.announcements));
  return {
    async announceIn(tx, announcements) {
      for (const payload of payloadsOf(replica, announcements))
        await tx.rows("select pg_notify($1, $2)", [CHANNEL, payload]);
    },
    heard: (announcements) => listeners.tell(announcements),
    announce(announcements) {
      listeners.tell(announcements);
      return notifier.send(announcements);
    },
    listen: (listener) => listeners.add(listener),
    heardSince: () => link.heardSince(),
    close: () => link.close(),
  };
}

/** Keeps a listening connection open, and checks it by heartbeats. */
class Link {
  readonly #deps: Deps;
  readonly #replica: string;
  readonly #notifier: Notifier;
  readonly #onMessage: (message: Message) => void;
  #listening: Listening | null = null;
  /** When the last own heartbeat arrived on this connection. */
  #heardAt: number | null = null;
  #lastSignOfLife: number;
  #connecting: Promise<void> | null = null;
  #nextTryAt = 0;
  #failures = 0;
  #beats = 0;
  #works: boolean | null = null;
  #why = "the database did not send back a heartbeat";
  #isClosed = false;
  #cancelTick: () => void = () => undefined;

  constructor(deps: Deps, replica: string, notifier: Notifier, onMessage: (message: Message) => void) {
    this.#deps = deps;
    this.#replica = replica;
    this.#notifier = notifier;
    this.#onMessage = onMessage;
    this.#lastSignOfLife = deps.clock.monotonicMs();
    this.#tick();
  }

  heardSince(): number | null {
    if (this.#listening === null || this.#heardAt === null) return null;
    return this.#deps.clock.monotonicMs() - this.#heardAt > SILENT_AFTER_MS ? null : this.#listening.since;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#cancelTick();
    await this.#connecting;
    await this.#listening?.close();
    const database = await this.#deps.database.catch(() => null);
    await database?.pool.end();
  }

  #tick(): void {
    if (this.#isClosed) return;
    this.#cancelTick = this.#deps.clock.after(BEAT_EVERY_MS, () => this.#tick());
    if (this.#listening === null) this.#connectIfDue();
    else this.#notifier.beat((this.#beats += 1));
    // After a stall, heartbeats may wait to be read. Read them before judging.
    setImmediate(() => this.#judge());
  }

  #judge(): void {
    const silentMs = this.#deps.clock.monotonicMs() - this.#lastSignOfLife;
    if (this.#isClosed || silentMs <= SILENT_AFTER_MS) return;
    this.#report(this.#why);
    if (this.#listening !== null) this.#drop("the database did not send back a heartbeat");
  }

  #connectIfDue(): void {
    if (this.#connecting !== null || this.#deps.clock.monotonicMs() < this.#nextTryAt) return;
    this.#connecting = this.#connect().finally(() => {
      this.#connecting = null;
    });
  }

  async #connect(): Promise<void> {
    try {
      const { client } = await this.#deps.database;
      const listening = await listenOn(client(), {
        clock: this.#deps.clock,
        onMessage: (message) => this.#receive(message),
        onEnd: ({ message }) => this.#drop(message),
      });
      this.#listening = listening;
      this.#heardAt = null;
      this.#lastSignOfLife = listening.since;
      this.#notifier.beat((this.#beats += 1));
    } catch (error) {
      this.#why = error instanceof Error ? error.message : String(error);
      this.#waitBeforeNextTry();
    }
  }

  #receive(message: Message): void {
    if (message.from !== this.#replica) return this.#onMessage(message);
    // What this replica announced itself, it has heard already.
    if (message.beat === null || this.#listening === null) return;
    this.#heardAt = this.#deps.clock.monotonicMs();
    this.#lastSignOfLife = this.#heardAt;
    this.#failures = 0;
    this.#report(null);
  }

  /** Until the next heartbeat arrives on a new connection, announcements may be missed. */
  #drop(why: string): void {
    const listening = this.#listening;
    this.#listening = null;
    this.#heardAt = null;
    this.#why = why;
    this.#waitBeforeNextTry();
    void listening?.close();
  }

  #waitBeforeNextTry(): void {
    const backoffMs = Math.min(MAX_BACKOFF_MS, BEAT_EVERY_MS * 2 ** this.#failures);
    this.#failures += 1;
    this.#nextTryAt = this.#deps.clock.monotonicMs() + backoffMs * this.#deps.random();
  }

  #report(why: string | null): void {
    const works = why === null;
    const isNews = this.#works === null ? !works : this.#works !== works;
    this.#works = works;
    if (isNews) this.#deps.onChange(why);
  }
}
