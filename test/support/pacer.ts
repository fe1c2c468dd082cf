import { callContext } from "../../src/vendor/call-context.js";
import { evenPacer, type NoSlot, type Pacer } from "../../src/vendor/pacer.js";
import type { Lane, Turn } from "../../src/vendor/rate-limit/fair-queue.js";
import { FakeClock, settled } from "./fake-clock.js";

/** What became of one who asked for a slot. `at` is when they were told, on the pacer's clock. */
export interface Asked {
  readonly askedAt: number;
  told: { readonly at: number; readonly refused: NoSlot | null } | null;
  leave(): void;
}

const A_LONG_TIME_MS = 3_600_000;

/** A pacer on a clock of its own, and everyone who ever asked it. */
export class PacerDesk {
  readonly clock = new FakeClock();
  readonly asked: Asked[] = [];
  readonly #pacer: Pacer;

  constructor(callsPerSecond: number, queueLimit?: number) {
    const { clock } = this;
    this.#pacer = evenPacer({ callsPerSecond, clock, ...(queueLimit !== undefined && { queueLimit }) });
  }

  /** Somebody asks for a slot, with this much time. */
  ask(timeoutMs = A_LONG_TIME_MS, controller = new AbortController(), turn: Partial<Turn> = {}): Asked {
    const asked: Asked = { askedAt: this.clock.monotonicMs(), told: null, leave: () => controller.abort() };
    this.asked.push(asked);
    const context = callContext(this.clock, { signal: controller.signal, timeoutMs, ...turn });
    void this.#pacer.slot(context).then((slot) => {
      asked.told = { at: this.clock.monotonicMs(), refused: slot.ok ? null : slot.error };
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
  slowDown(): void {
    this.#pacer.slowDown();
  }

  /** Somebody asks; the answer, if there is one without any time passing. */
  async askNow(timeoutMs?: number): Promise<Asked["told"]> {
    const asked = this.ask(timeoutMs);
    await settled();
    return asked.told;
  }

  /** Somebody asks who has left already. */
  async askGone(): Promise<Asked["told"]> {
    const controller = new AbortController();
    controller.abort();
    const asked = this.ask(A_LONG_TIME_MS, controller);
    await settled();
    return asked.told;
  }

  /** So many ask, all at this moment. */
  askMany(count: number, timeoutMs?: number): Asked[] {
    return Array.from({ length: count }, () => this.ask(timeoutMs));
  }

  /** When slots were granted, in the order in which they were asked for. */
  get grants(): number[] {
    return this.asked.flatMap(({ told }) => (told !== null && told.refused === null ? [told.at] : []));
  }
}

/** The most moments that lie in any second, both of its ends included. */
export function mostInAnyClosedSecond(moments: readonly number[]): number {
  const sorted = moments.toSorted((a, b) => a - b);
  let most = 0;
  let first = 0;
  for (const [index, at] of sorted.entries()) {
    while ((sorted[first] ?? at) < at - 1000) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}
