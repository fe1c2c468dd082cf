import { failed, ok, type Result } from "../../result.js";
import type { CallContext } from "../call-context.js";
import type { Clock } from "../clock.js";
import { type Entry, FairQueue, type Lane } from "./fair-queue.js";
import type { GiveBack } from "./lane-queue.js";
import { PermitPool } from "./permit-pool.js";
import type { Permit } from "./permit.js";
import { Smoother } from "./smoother.js";
import { Throttle } from "./throttle.js";

/** Why no permit was given. `retryAfterMs` is when asking again would be granted at once. */
export type NoPermit =
  | { readonly why: "would-wait-too-long" | "queue-full"; readonly retryAfterMs: number }
  | { readonly why: "caller-left" };

/** Decides when a vendor may be called. One for each of the vendor's limits. */
export interface RateLimiter {
  /** Resolves to a permit when the call may be sent; at once, with a refusal, when its turn would come after the deadline. */
  acquire(context: CallContext): Promise<Result<Permit, NoPermit>>;
  /** The vendor says that it is called too often: only half of the permits are used, then more and more. */
  throttled(): void;
}

interface Waiting {
  readonly context: CallContext;
  readonly settle: (permit: Result<Permit, NoPermit>) => void;
}

/** About a minute of work at 200 calls a second. No deadline is that long, so a longer queue could only be refused later. */
const QUEUE_LIMIT = 10_000;
/** Timers keep whole milliseconds. */
const TIMER_MS = 1;

/** Hands permits to a fair queue of waiting calls, with one timer for all of them. */
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
    /** How many permits this process has at this moment. */
    capacity: () => number;
    /** How many it will soon have, for estimates of waits. Default: as many as now. */
    expected?: () => number;
    /** Most calls that wait in one lane. Bulk work that fills its own keeps nobody out of the other. */
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
    const waitMs = this.#waitMs(context);
    if (waitMs >= context.remainingMs()) {
      return Promise.resolve(failed({ why: "would-wait-too-long", retryAfterMs: waitMs }));
    }
    if (this.#queue.size === 0 && this.#mayGrant()) {
      return Promise.resolve(ok(this.#grant(this.#queue.serveAtOnce(context))));
    }
    if (this.#queue.sizeOf(context.lane) >= this.#queueLimit) {
      return Promise.resolve(failed({ why: "queue-full", retryAfterMs: waitMs }));
    }
    return this.#wait(context);
  }

  throttled(): void {
    this.#throttle.halve();
  }

  /** How many calls wait in a lane now. */
  waiting(lane: Lane): number {
    return this.#queue.sizeOf(lane);
  }

  /** How many calls wait in both lanes now. */
  get queued(): number {
    return this.#queue.size;
  }

  /** Permits in use or cooling. */
  get outstanding(): number {
    return this.#pool.outstanding;
  }

  /** There are more permits than before. */
  capacityGrew(): void {
    this.#lookAgain();
  }

  /** Permits that may be used now. One is always kept, or nothing would ever show that the vendor takes calls again. */
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

  /** For a call that would join the queue now. */
  #waitMs(context: CallContext): number {
    const ahead = this.#queue.ahead(context);
    const permits = Math.max(1, this.#expected());
    const { outstanding } = this.#pool;
    // While fewer permits may be used than are out, none is given until enough have come back.
    const excess = Math.min(outstanding, permits) - permits * this.#throttle.share;
    const shrinkMs = Math.max(0, excess / permits) * this.#pool.roundMs;
    const waitMs = shrinkMs + this.#throttle.msFor(this.#untilTurnMs(ahead, permits, outstanding));
    return waitMs === 0 ? 0 : waitMs + TIMER_MS;
  }

  /** With so many permits, which take turns: those that are free, as the smoother lets them go, and then those that come back. */
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
      const place = this.#queue.join(context, { context, settle });
      const stopSharing = context.onJoin?.(() => this.#queue.share(place, context));
      const leave = () => {
        this.#queue.leave(place);
        settle(failed({ why: "caller-left" }));
      };
      context.signal.addEventListener("abort", leave, { once: true });
      // Others may come first meanwhile, or permits may be lost: the wait ends with the deadline even so.
      const cancelExpiry = this.#clock.after(context.remainingMs(), () => this.#expire(place));
      this.#schedule();
    });
  }

  #expire(place: Entry<Waiting>): void {
    const { context, settle } = place.who;
    this.#queue.leave(place);
    settle(failed({ why: "would-wait-too-long", retryAfterMs: this.#waitMs(context) }));
  }

  /** Looks again as soon as a permit may be free and the smoother lets the next call through. */
  #schedule(): void {
    if (this.#queue.size === 0) return this.#cancelTimer();
    const freeMs = this.#pool.untilNextMs();
    if (freeMs > 0) this.#onStarved();
    const at = this.#clock.monotonicMs() + Math.max(freeMs, this.#smoother.untilMs(0));
    // With every permit in flight, the next release schedules anew.
    if (at >= (this.#timer?.at ?? Number.POSITIVE_INFINITY)) return;
    this.#cancelTimer();
    const waitMs = Math.ceil(at - this.#clock.monotonicMs());
    this.#timer = { at, cancel: this.#clock.after(waitMs, this.#lookAgain) };
  }

  #cancelTimer(): void {
    this.#timer?.cancel();
    this.#timer = null;
  }

  readonly #lookAgain = (): void => {
    this.#cancelTimer();
    this.#grantWhatIsFree();
    this.#schedule();
  };

  #grantWhatIsFree(): void {
    while (this.#queue.size > 0 && this.#mayGrant()) {
      const next = this.#queue.first();
      if (next === undefined) return;
      // A stall can outlast a deadline. A permit spent on such a call would be wasted.
      if (next.who.context.remainingMs() <= 0) this.#expire(next);
      else next.who.settle(ok(this.#grant(this.#queue.serve())));
    }
  }
}

/** For a limit that this process has to itself. */
export const ownLimiter = (options: {
  callsPerSecond: number;
  clock: Clock;
  queueLimit?: number;
}): PermitLimiter => new PermitLimiter({ ...options, capacity: () => options.callsPerSecond });
