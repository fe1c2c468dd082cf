import { callContext } from "../../src/vendor/call-context.js";
import type { Lane, Turn } from "../../src/vendor/rate-limit/fair-queue.js";
import { type PermitUse, TRAVEL_MS } from "../../src/vendor/rate-limit/permit.js";
import { type NoPermit, ownLimiter, type PermitLimiter } from "../../src/vendor/rate-limit/rate-limiter.js";
import type { Countable } from "./countable.js";
import { FakeClock, settled } from "./fake-clock.js";

/** What became of somebody who asked for a permit. `at` is when they heard, on the limiter's clock. */
export interface Asked {
  readonly askedAt: number;
  answer: { readonly at: number; readonly refused: NoPermit | null } | null;
  leave(): void;
}

const A_LONG_TIME_MS = 3_600_000;
/** A call takes this long unless a test says otherwise. */
const CALL_MS = 20;

/** A rate limiter on a clock of its own, everyone who ever asked it, and the calls that they made. */
export class PacerHarness {
  readonly clock = new FakeClock();
  readonly asked: Asked[] = [];
  readonly calls: Countable[] = [];
  /** How long the next call takes, and what becomes of it. */
  nextCall: () => { ms: number; use: PermitUse } = () => ({ ms: CALL_MS, use: "answered" });
  readonly #limiter: PermitLimiter;

  constructor(callsPerSecond: number, queueLimit?: number) {
    const { clock } = this;
    this.#limiter = ownLimiter({ callsPerSecond, clock, ...(queueLimit !== undefined && { queueLimit }) });
  }

  /** Somebody asks for a permit, with this much time, and makes their call as soon as they have it. */
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

  /** So many ask in this lane, in the name of this caller. */
  askIn(lane: Lane, caller: string, count: number, timeoutMs?: number): Asked[] {
    return Array.from({ length: count }, () =>
      this.ask(timeoutMs, new AbortController(), { lane, callers: [caller] }),
    );
  }

  /** The vendor says that it is called too often. */
  throttled(): void {
    this.#limiter.throttled();
  }

  /** Somebody asks; the answer, if there is one without any time passing. */
  async askNow(timeoutMs?: number): Promise<Asked["answer"]> {
    const asked = this.ask(timeoutMs);
    await settled();
    return asked.answer;
  }

  /** Somebody asks who has left already. */
  async askGone(): Promise<Asked["answer"]> {
    const controller = new AbortController();
    controller.abort();
    const asked = this.ask(A_LONG_TIME_MS, controller);
    await settled();
    return asked.answer;
  }

  /** So many ask, all at this moment. */
  askMany(count: number, timeoutMs?: number): Asked[] {
    return Array.from({ length: count }, () => this.ask(timeoutMs));
  }

  /** When permits were given, in the order in which they were asked for. */
  get grants(): number[] {
    return this.asked.flatMap(({ answer }) =>
      answer !== null && answer.refused === null ? [answer.at] : [],
    );
  }

  /** How many permits are in use or cooling. */
  get outstanding(): number {
    return this.#limiter.outstanding;
  }
}
