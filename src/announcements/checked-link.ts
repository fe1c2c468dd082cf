import type { Client } from "pg";
import type { Clock } from "../vendor/clock.js";
import { type Listening, listenOn } from "./listening.js";
import type { Message } from "./payload.js";

const BEAT_EVERY_MS = 1_000;
/** Without an own heartbeat for so long, announcements of others may be lost as well. */
const SILENT_AFTER_MS = 3_000;
const MAX_BACKOFF_MS = 15_000;
const NO_HEARTBEAT = "the database did not send back a heartbeat";

export interface LinkDeps {
  /** A new connection, which is not open yet. */
  readonly client: () => Promise<Client>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly replica: string;
  /** Sends a heartbeat over another connection. */
  readonly beat: (number: number) => void;
  /** Called with messages of other replicas. */
  readonly onMessage: (message: Message) => void;
  /** Called when announcements begin or cease to arrive. Null: they arrive. */
  readonly onChange: (why: string | null) => void;
}

/** Keeps a listening connection open, and checks it by heartbeats. */
export class CheckedLink {
  readonly #deps: LinkDeps;
  #listening: Listening | null = null;
  /** When the last own heartbeat arrived on this connection. */
  #heardAt: number | null = null;
  /** The same on any connection. */
  #lastHeardAt: number;
  #connecting: Promise<void> | null = null;
  #nextTryAt = 0;
  #failures = 0;
  #beats = 0;
  #works: boolean | null = null;
  #why = NO_HEARTBEAT;
  #isClosed = false;
  #cancelTick: () => void = () => undefined;

  constructor(deps: LinkDeps) {
    this.#deps = deps;
    this.#lastHeardAt = deps.clock.monotonicMs();
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
  }

  #tick(): void {
    if (this.#isClosed) return;
    this.#cancelTick = this.#deps.clock.after(BEAT_EVERY_MS, () => this.#tick());
    if (this.#listening === null) this.#connectIfDue();
    else this.#deps.beat((this.#beats += 1));
    // After a stall, heartbeats may wait to be read. Read them before judging.
    setImmediate(() => this.#judge());
  }

  #judge(): void {
    if (this.#isClosed) return;
    const isSilentSince = (ms: number): boolean => this.#deps.clock.monotonicMs() - ms > SILENT_AFTER_MS;
    if (isSilentSince(this.#lastHeardAt)) this.#report(this.#why);
    if (this.#listening !== null && isSilentSince(this.#heardAt ?? this.#listening.since))
      this.#drop(NO_HEARTBEAT);
  }

  #connectIfDue(): void {
    if (this.#connecting !== null || this.#deps.clock.monotonicMs() < this.#nextTryAt) return;
    this.#connecting = this.#connect().finally(() => {
      this.#connecting = null;
    });
  }

  async #connect(): Promise<void> {
    try {
      const listening = await listenOn(await this.#deps.client(), {
        clock: this.#deps.clock,
        onMessage: (message) => this.#receive(message),
        onEnd: ({ message }) => this.#drop(message),
      });
      this.#listening = listening;
      this.#heardAt = null;
      this.#why = NO_HEARTBEAT;
      this.#deps.beat((this.#beats += 1));
    } catch (error) {
      this.#why = error instanceof Error ? error.message : String(error);
      this.#waitBeforeNextTry();
    }
  }

  #receive(message: Message): void {
    if (message.from !== this.#deps.replica) return this.#deps.onMessage(message);
    // What this replica announced itself, it has heard already.
    if (message.beat === null || this.#listening === null) return;
    this.#heardAt = this.#deps.clock.monotonicMs();
    this.#lastHeardAt = this.#heardAt;
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
