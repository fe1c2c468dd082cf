import { failed, ok, type Result } from "../../result.js";
import type { CallContext } from "../call-context.js";
import type { Clock } from "../clock.js";
import { type Entry, FairQueue, type Lane } from "./fair-queue.js";
import type { GiveBack } from "./lane-queue.js";
import { PermitPool } from "./permit-pool.js";
import type { Permit } from "./permit.js";
import { Smoother } from "./smoother.js";
import { Throttle } from "./throttle.js";

/** Why no permit was given. After `retryAfterMs`, a new request should get one at once. */
export type NoPermit =
  | { readonly why: "would-wait-too-long" | "queue-full"; readonly retryAfterMs: number }
  | { readonly why: "caller-left" };

/** Decides when a vendor may be called. There is one per vendor limit. */
export interface RateLimiter {
  /** Resolves to a permit when the call may be sent. Refuses at once if its turn would come after its deadline. */
  acquire(context: CallContext): Promise<Result<Permit, NoPermit>>;
  /** The vendor says that it is called too often. Halves the permits in use, then raises them gradually. */
  throttled(): void;
  /** How many calls wait for a permit. */
  waiting(lane: Lane): number;
}

interface Waiting {
  readonly context: CallContext;
  readonly settle: (permit: Result<Permit, NoPermit>) => void;
}

/** Almost a minute of work at 200 calls a second, longer than any deadline. Calls in a longer queue would time out. */
const QUEUE_LIMIT = 10_000;
/** Timers have a resolution of one millisecond. */
const TIMER_MS = 1;

/** Gives permits to the calls in a fair queue. One timer serves all of them. */
export class PermitLimiter implements RateLimiter {
  readonly #clock: Clock;
  readonly #capacity: () => number;
  readonly #expected: () => number;
  readonly #queueLimit: number;
  readonly #onStarved: () => void;
  readonly #pool: PermitPool;
  readonly #smoother: Smoother;
  readonly #throttle: Throttle;
  readonly #queue = new FairQueue<Waiting>();
  #timer: { readonly at: number; readonly cancel: () => void } | null = null;

  constructor(options: {
    clock: Clock;
    /** The number of permits this process has now. */
    capacity: () => number;
    /** The number it will soon have, for estimates of waits. Default: `capacity`. */
    expected?: () => number;
    /** The most calls that wait in one lane. A full bulk lane does not block the interactive lane. */
    queueLimit?: number;
    /** Called when a call has to wait because no permit is free. */
    onStarved?: () => void;
  }) {
    const { clock } = options;
    this.#clock = clock;
    this.#capacity = options.capacity;
    this.#expected = options.expected ?? options.capacity;
    this.#queueLimit = options.queueLimit ?? QUEUE_LIMIT;
    this.#onStarved = options.onStarved ?? (() => undefined);
    this.#throttle = new Throttle(clock);
    this.#pool = new PermitPool({
      clock,
      capacity: () => this.#usable(),
      onRelease: () => this.#schedule(),
    });
    this.#smoother = new Smoother({ clock, callsPerSecond: () => this.#usable() });
  }

  acquire(context: CallContext): Promise<Result<Permit, NoPermit>> {
    if (context.signal.aborted) return Promise.resolve(failed({ why: "caller-left" }));
    if (this.#queue.size === 0 && context.remainingMs() > 0 && this.#mayGrant()) {
      return Promise.resolve(ok(this.#grant(this.#queue.serveAtOnce(context))));
    }
    const waitMs = this.#waitMs(context);
    // A call that waits also needs the time of its answer.
    if (waitMs + this.#pool.typicalCallMs >= context.remainingMs()) {
      return Promise.resolve(failed({ why: "would-wait-too-long", retryAfterMs: waitMs }));
    }
    if (this.#queue.sizeOf(context.lane) >= this.#queueLimit) {
      return Promise.resolve(failed({ why: "queue-full", retryAfterMs: waitMs }));
    }
    return this.#wait(context);
  }

  throttled(): void {
    this.#throttle.halve();
  }

  /** The number of calls that wait in a lane. */
  waiting(lane: Lane): number {
    return this.#queue.sizeOf(lane);
  }

  /** The number of calls that wait in both lanes. */
  get queued(): number {
    return this.#queue.size;
  }

  /** Permits in use or cooling. */
  get outstanding(): number {
    return this.#pool.outstanding;
  }

  /** Permits that may be used in any second at present. Fewer than the capacity after the vendor has said that it is called too often. */
  get limit(): number {
    return this.#usable();
  }

  /** Call this when `capacity` has grown. */
  capacityGrew(): void {
    this.#grantAndSchedule();
  }

  /** Permits that may be used now. At least one, so that a call can find out that the vendor accepts calls again. */
  #usable(): number {
    const capacity = this.#capacity();
    return Math.max(Math.min(1, capacity), Math.floor(capacity * this.#throttle.share));
  }

  #mayGrant(): boolean {
    return this.#smoother.isOpen && this.#pool.hasFree;
  }

  #grant(giveBack: GiveBack): Permit {
    this.#smoother.take();
    return this.#pool.take(giveBack);
  }

  /** The expected wait of a call that joined the queue now. */
  #waitMs(context: CallContext): number {
    const ahead = this.#queue.ahead(context);
    const permits = Math.max(1, this.#expected());
    const { outstanding } = this.#pool;
    // If more permits are out than may be used, none is given until enough have come back.
    const excess = Math.min(outstanding, permits) - permits * this.#throttle.share;
    const shrinkMs = Math.max(0, excess / permits) * this.#pool.roundMs;
    const waitMs = shrinkMs + this.#throttle.msFor(this.#untilTurnMs(ahead, permits, outstanding));
    return waitMs === 0 ? 0 : waitMs + TIMER_MS;
  }

  /** The wait at the full rate: free permits go first, at the smoother's pace, then permits that come back. */
  #untilTurnMs(ahead: number, permits: number, outstanding: number): number {
    const free = Math.max(0, permits - outstanding);
    const place = ahead % permits;
    const backMs =
      place < free
        ? this.#smoother.untilMs(place, permits)
        : this.#pool.untilReleasedMs(place - free + Math.max(0, outstanding - permits));
    const rounds = Math.floor(ahead / permits);
    return Math.max(backMs + rounds * this.#pool.roundMs, this.#smoother.untilMs(ahead, permits));
  }

  #wait(context: CallContext): Promise<Result<Permit, NoPermit>> {
    return new Promise((resolve) => {
      const settle = (permit: Result<Permit, NoPermit>) => {
        context.signal.removeEventListener("abort", leave);
        cancelExpiry();
        stopSharing?.();
        resolve(permit);
      };
      const entry = this.#queue.join(context, { context, settle });
      const stopSharing = context.onJoin?.(() => this.#queue.share(entry, context));
      const leave = () => {
        this.#queue.leave(entry);
        settle(failed({ why: "caller-left" }));
      };
      context.signal.addEventListener("abort", leave, { once: true });
      // The estimate may be too low: other calls may go first, or permits may be lost. The deadline ends the wait.
      const cancelExpiry = this.#clock.after(context.remainingMs(), () => this.#expire(entry));
      this.#schedule();
    });
  }

  #expire(entry: Entry<Waiting>): void {
    const { context, settle } = entry.who;
    this.#queue.leave(entry);
    settle(failed({ why: "would-wait-too-long", retryAfterMs: this.#waitMs(context) }));
  }

  /** Sets the timer for when a permit may be free and the smoother allows the next call. */
  #schedule(): void {
    if (this.#queue.size === 0) return this.#cancelTimer();
    const freeMs = this.#pool.untilNextMs();
    if (freeMs > 0) this.#onStarved();
    const at = this.#clock.monotonicMs() + Math.max(freeMs, this.#smoother.untilMs(0));
    // `at` is infinite while every permit is in flight. The next release calls this again.
    if (at >= (this.#timer?.at ?? Number.POSITIVE_INFINITY)) return;
    this.#cancelTimer();
    const waitMs = Math.ceil(at - this.#clock.monotonicMs());
    this.#timer = { at, cancel: this.#clock.after(waitMs, this.#grantAndSchedule) };
  }

  #cancelTimer(): void {
    this.#timer?.cancel();
    this.#timer = null;
  }

  readonly #grantAndSchedule = (): void => {
    this.#cancelTimer();
    this.#grantFreePermits();
    this.#schedule();
  };

  #grantFreePermits(): void {
    while (this.#queue.size > 0 && this.#mayGrant()) {
      const next = this.#queue.first();
      if (next === undefined) return;
      // A call that ends before the usual answer would waste its permit, and the permit of a lost answer cools for seconds.
      if (next.who.context.remainingMs() <= this.#pool.typicalCallMs) this.#expire(next);
      else next.who.settle(ok(this.#grant(this.#queue.serve())));
    }
  }
}

/** A limiter for a limit that this process does not share. */
export const ownLimiter = (options: {
  callsPerSecond: number;
  clock: Clock;
  queueLimit?: number;
}): PermitLimiter => new PermitLimiter({ ...options, capacity: () => options.callsPerSecond });
