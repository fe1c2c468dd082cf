import { failed, ok, type Result } from "../result.js";
import type { CallContext } from "./call-context.js";
import type { Clock } from "./clock.js";

/** Why no slot was given. `retryAfterMs` is when asking again would be granted at once. */
export type NoSlot =
  | { readonly why: "would-wait-too-long" | "queue-full"; readonly retryAfterMs: number }
  | { readonly why: "caller-left" };

/** Hands out slots to call a vendor. The seam for other ways to keep one budget, for instance between replicas. */
export interface Pacer {
  slot(context: CallContext): Promise<Result<void, NoSlot>>;
}

interface Waiting {
  readonly context: CallContext;
  readonly settle: (slot: Result<void, NoSlot>) => void;
}

/** About a minute of work at 200 calls a second; no deadline is that long, so a longer queue could only be refused later. */
const QUEUE_LIMIT = 10_000;
/** The rest is room for what the network does to spacing: 40 ms of jitter bunch about eight calls at 200 a second. */
const SHARE_OF_LIMIT_USED = 0.9;
const BURSTS_PER_SECOND = 20;

/**
 * Spaces calls evenly, so that no sliding second ever holds more than `callsPerSecond`.
 *
 * A window that is counted and reset lets through twice its limit across its edge. Here (GCRA) a slot becomes
 * free every `1000 / (0.9 * callsPerSecond)` ms, and a twentieth of a second's worth may be saved up for a burst.
 * Any second then holds at most that burst and one second of slots, which together stay below the limit.
 *
 * Slots are granted by the clock's reading at the moment of granting, never promised ahead: after a stall of
 * the event loop the queue goes on at its pace instead of sending in one go what it missed.
 */
export class EvenPacer implements Pacer {
  readonly #clock: Clock;
  readonly #intervalMs: number;
  readonly #burstMs: number;
  readonly #queueLimit: number;
  /** First come, first served; a Set, so that one who leaves is taken out without a search. */
  readonly #queue = new Set<Waiting>();
  /** When all saved-up slots will be back: GCRA's theoretical arrival time. */
  #replenishedAt = Number.NEGATIVE_INFINITY;
  #timer: (() => void) | null = null;

  constructor(options: { callsPerSecond: number; clock: Clock; queueLimit?: number }) {
    this.#clock = options.clock;
    this.#intervalMs = 1000 / (options.callsPerSecond * SHARE_OF_LIMIT_USED);
    const burst = Math.max(1, Math.floor(options.callsPerSecond / BURSTS_PER_SECOND));
    this.#burstMs = (burst - 1) * this.#intervalMs;
    this.#queueLimit = options.queueLimit ?? QUEUE_LIMIT;
  }

  /** Resolves when the call may be sent; at once, with a refusal, when its turn would come after the deadline. */
  slot(context: CallContext): Promise<Result<void, NoSlot>> {
    if (context.signal.aborted) return Promise.resolve(failed({ why: "caller-left" }));
    const waitMs = this.#untilNextSlotMs() + this.#queue.size * this.#intervalMs;
    if (waitMs >= context.remainingMs()) {
      return Promise.resolve(failed({ why: "would-wait-too-long", retryAfterMs: waitMs }));
    }
    if (this.#queue.size >= this.#queueLimit) {
      return Promise.resolve(failed({ why: "queue-full", retryAfterMs: waitMs }));
    }
    if (waitMs <= 0) {
      this.#take();
      return Promise.resolve(ok(undefined));
    }
    return this.#enqueue(context);
  }

  #enqueue(context: CallContext): Promise<Result<void, NoSlot>> {
    return new Promise((resolve) => {
      const leave = () => {
        this.#queue.delete(waiting);
        resolve(failed({ why: "caller-left" }));
      };
      const waiting: Waiting = {
        context,
        settle: (slot) => {
          context.signal.removeEventListener("abort", leave);
          resolve(slot);
        },
      };
      context.signal.addEventListener("abort", leave, { once: true });
      this.#queue.add(waiting);
      this.#schedule();
    });
  }

  #untilNextSlotMs(): number {
    return Math.max(0, this.#replenishedAt - this.#burstMs - this.#clock.monotonicMs());
  }

  #take(): void {
    this.#replenishedAt = Math.max(this.#clock.monotonicMs(), this.#replenishedAt) + this.#intervalMs;
  }

  #schedule(): void {
    if (this.#timer !== null || this.#queue.size === 0) return;
    this.#timer = this.#clock.after(Math.ceil(this.#untilNextSlotMs()), () => {
      this.#timer = null;
      this.#grantWhatIsFree();
      this.#schedule();
    });
  }

  #grantWhatIsFree(): void {
    for (const waiting of this.#queue) {
      const untilNextSlotMs = this.#untilNextSlotMs();
      // A stall can outlast a deadline that was met when the wait began; a slot spent on it would be wasted.
      if (waiting.context.remainingMs() <= 0) {
        this.#queue.delete(waiting);
        const retryAfterMs = untilNextSlotMs + this.#queue.size * this.#intervalMs;
        waiting.settle(failed({ why: "would-wait-too-long", retryAfterMs }));
        continue;
      }
      if (untilNextSlotMs > 0) return;
      this.#queue.delete(waiting);
      this.#take();
      waiting.settle(ok(undefined));
    }
  }
}
