import { failed, ok, type Result } from "../result.js";
import type { CallContext } from "./call-context.js";
import type { Clock } from "./clock.js";
import { EvenSlots } from "./even-slots.js";
import { FairQueue, type Lane, type Place } from "./rate-limit/fair-queue.js";
import { type Slots, TIMER_MS } from "./slots.js";

/** Why no slot was given. `retryAfterMs` is when asking again would be granted at once. */
export type NoSlot =
  | { readonly why: "would-wait-too-long" | "queue-full"; readonly retryAfterMs: number }
  | { readonly why: "caller-left" };

/** Hands out slots to call a vendor. */
export interface Pacer {
  slot(context: CallContext): Promise<Result<void, NoSlot>>;
  /** The vendor says that it is called too often: halves the pace, which then recovers. */
  slowDown(): void;
}

interface Waiting {
  readonly context: CallContext;
  readonly settle: (slot: Result<void, NoSlot>) => void;
}

/** About a minute of work at 200 calls a second; no deadline is that long, so a longer queue could only be refused later. */
const QUEUE_LIMIT = 10_000;

/** Hands slots to a line of waiting callers, one timer for all of them. */
export class LinePacer implements Pacer {
  readonly #clock: Clock;
  readonly #slots: Slots;
  readonly #queueLimit: number;
  readonly #line = new FairQueue<Waiting>();
  #timer: (() => void) | null = null;

  /** The limit holds for each lane: bulk that fills its own keeps nobody out of the other. */
  constructor(options: { slots: Slots; clock: Clock; queueLimit?: number }) {
    this.#clock = options.clock;
    this.#slots = options.slots;
    this.#queueLimit = options.queueLimit ?? QUEUE_LIMIT;
  }

  /** Resolves when the call may be sent; at once, with a refusal, when its turn would come after the deadline. */
  slot(context: CallContext): Promise<Result<void, NoSlot>> {
    if (context.signal.aborted) return Promise.resolve(failed({ why: "caller-left" }));
    const waitMs = this.#waitMs(context);
    if (waitMs >= context.remainingMs()) {
      return Promise.resolve(failed({ why: "would-wait-too-long", retryAfterMs: waitMs }));
    }
    if (this.#line.size === 0 && this.#slots.take()) return Promise.resolve(ok(undefined));
    if (this.#line.sizeOf(context.lane) >= this.#queueLimit) {
      return Promise.resolve(failed({ why: "queue-full", retryAfterMs: waitMs }));
    }
    return this.#join(context);
  }

  slowDown(): void {
    this.#slots.slowDown();
  }

  /** How many wait in a lane now. */
  waiting(lane: Lane): number {
    return this.#line.sizeOf(lane);
  }

  /** For one who would join now. */
  #waitMs(context: CallContext): number {
    const waitMs = this.#slots.untilMs(this.#line.ahead(context));
    return waitMs === 0 ? 0 : waitMs + TIMER_MS;
  }

  #join(context: CallContext): Promise<Result<void, NoSlot>> {
    return new Promise((resolve) => {
      const settle = (slot: Result<void, NoSlot>) => {
        context.signal.removeEventListener("abort", leave);
        callOff();
        stopSharing?.();
        resolve(slot);
      };
      const place = this.#line.join(context, { context, settle });
      const stopSharing = context.onJoin?.(() => this.#line.share(place, context));
      const leave = () => {
        this.#line.leave(place);
        settle(failed({ why: "caller-left" }));
      };
      context.signal.addEventListener("abort", leave, { once: true });
      // Others may have come first meanwhile, or the pace may have changed: the wait ends with the deadline even so.
      const callOff = this.#clock.after(context.remainingMs(), () => this.#expire(place));
      this.#schedule();
    });
  }

  #expire(place: Place<Waiting>): void {
    const { context, settle } = place.who;
    this.#line.leave(place);
    settle(failed({ why: "would-wait-too-long", retryAfterMs: this.#waitMs(context) }));
  }

  #schedule(): void {
    if (this.#line.size === 0) {
      this.#timer?.();
      this.#timer = null;
      return;
    }
    this.#slots.prepare(this.#line.size, this.#lookAgain);
    this.#timer ??= this.#clock.after(Math.ceil(this.#slots.untilMs(0)), this.#lookAgain);
  }

  readonly #lookAgain = (): void => {
    this.#timer?.();
    this.#timer = null;
    this.#grantWhatIsFree();
    this.#schedule();
  };

  #grantWhatIsFree(): void {
    for (let next = this.#line.first(); next !== undefined; next = this.#line.first()) {
      // A stall can outlast a deadline that was met when the wait began; a slot spent on it would be wasted.
      if (next.who.context.remainingMs() <= 0) {
        this.#expire(next);
        continue;
      }
      if (!this.#slots.take()) return;
      this.#line.serve();
      next.who.settle(ok(undefined));
    }
  }
}

/** A budget that this process has to itself. */
export const evenPacer = (options: {
  callsPerSecond: number;
  clock: Clock;
  queueLimit?: number;
}): LinePacer => new LinePacer({ ...options, slots: new EvenSlots(options) });
