import { callContext } from "../../src/vendor/call-context.js";
import type { Lane, Turn } from "../../src/vendor/rate-limit/fair-queue.js";
import { type PermitUse, TRAVEL_MS } from "../../src/vendor/rate-limit/permit.js";
import { type NoPermit, ownLimiter, type PermitLimiter } from "../../src/vendor/rate-limit/rate-limiter.js";
import type { Countable } from "./countable.js";
import { FakeClock, settled } from "./fake-clock.js";

/** One request for a permit and its outcome. `at` is the time of the answer on the limiter's clock. */
export interface Asked {
  readonly askedAt: number;
  answer: { readonly at: number; readonly refused: NoPermit | null } | null;
  leave(): void;
}

const A_LONG_TIME_MS = 3_600_000;
/** How long a call takes unless a test changes it. */
export const CALL_MS = 20;

/** A rate limiter on a clock of its own, every request for a permit, and the calls made with the permits. */
export class PacerHarness {
  readonly clock = new FakeClock();
  readonly asked: Asked[] = [];
  readonly calls: Countable[] = [];
  /** How long the next call takes, and how it ends. */
  nextCall: () => { ms: number; use: PermitUse } = () => ({ ms: CALL_MS, use: "answered" });
  readonly #limiter: PermitLimiter;

  constructor(callsPerSecond: number, queueLimit?: number) {
    const { clock } = this;
    this.#limiter = ownLimiter({ callsPerSecond, clock, ...(queueLimit !== undefined && { queueLimit }) });
  }

  /** Asks for a permit with this deadline, and makes a call as soon as it is granted. */
  ask(timeoutMs = A_LONG_TIME_MS, controller = new AbortController(), turn: Partial<Turn> = {}): Asked {
    const asked: Asked = { askedAt: this.clock.monotonicMs(), answer: null, leave: () => controller.abort() };
    this.asked.push(asked);
    const context = callContext(this.clock, { signal: controller.signal, timeoutMs, ...turn });
    void this.#limiter.acquire(context).then((permit) => {
      const at = this.clock.monotonicMs();
      asked.answer = { at, refused: permit.ok ? null : permit.error };
      if (!permit.ok) return;
      const { ms, use } = this.nextCall();
      this.clock.after(ms, () => {
        const endedAt = this.clock.monotonicMs();
        if (use !== "not-sent")
          this.calls.push({ from: at, until: use === "lost" ? endedAt + TRAVEL_MS : endedAt });
        permit.value.release(use);
      });
    });
    return asked;
  }

  /** Asks this many times in this lane, for this caller. */
  askIn(lane: Lane, caller: string, count: number, timeoutMs?: number): Asked[] {
    return Array.from({ length: count }, () =>
      this.ask(timeoutMs, new AbortController(), { lane, callers: [caller] }),
    );
  }

  /** The vendor reports too many calls. */
  throttled(): void {
    this.#limiter.throttled();
  }

  /** Asks for a permit. Returns the answer if it comes without waiting. */
  async askNow(timeoutMs?: number): Promise<Asked["answer"]> {
    const asked = this.ask(timeoutMs);
    await settled();
    return asked.answer;
  }

  /** Asks for a permit after the caller has left. */
  async askGone(): Promise<Asked["answer"]> {
    const controller = new AbortController();
    controller.abort();
    const asked = this.ask(A_LONG_TIME_MS, controller);
    await settled();
    return asked.answer;
  }

  /** Asks this many times at this moment. */
  askMany(count: number, timeoutMs?: number): Asked[] {
    return Array.from({ length: count }, () => this.ask(timeoutMs));
  }

  /** When permits were granted, in the order of the requests. */
  get grants(): number[] {
    return this.asked.flatMap(({ answer }) =>
      answer !== null && answer.refused === null ? [answer.at] : [],
    );
  }

  /** How many permits are in use or cooling down. */
  get outstanding(): number {
    return this.#limiter.outstanding;
  }
}
