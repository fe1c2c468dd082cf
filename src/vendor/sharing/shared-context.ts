import type { CallContext } from "../call-context.js";
import type { Lane } from "../rate-limit/fair-queue.js";
import { SharedAbortSignal } from "./shared-abort-signal.js";

/**
 * The context of work that several requests wait for; others may join while it goes on. It takes the turn of whichever
 * caller is served first, and an interactive request moves it into the interactive lane. It ends when the last has left.
 *
 * It has the time of the most patient request that began it. Who joins later does not make it longer: a bulk item, for
 * example, must end with its lease.
 */
export class SharedContext implements CallContext {
  readonly #beganIt: readonly CallContext[];
  readonly #shared: SharedAbortSignal;
  readonly #requestIds = new Set<string>();
  readonly #callers = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #lane: Lane;
  #operation: string | null;

  constructor(contexts: readonly [CallContext, ...CallContext[]]) {
    const present = contexts.filter(({ signal }) => !signal.aborted);
    const [first = contexts[0], ...others] = present;
    this.#beganIt = [first, ...others];
    this.#shared = new SharedAbortSignal(first.signal);
    this.#lane = first.lane;
    this.#operation = first.operation;
    for (const context of this.#beganIt) this.join(context);
  }

  /** Null where the work belongs to no request; several ids with commas between where requests share it. */
  get requestId(): string | null {
    return this.#requestIds.size === 0 ? null : [...this.#requestIds].join(",");
  }

  get lane(): Lane {
    return this.#lane;
  }

  get callers(): readonly string[] {
    return [...this.#callers];
  }

  get operation(): string | null {
    return this.#operation;
  }

  get signal(): AbortSignal {
    return this.#shared.signal;
  }

  remainingMs(): number {
    return Math.max(...this.#beganIt.map((context) => context.remainingMs()));
  }

  onJoin(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Whether a request can rely on this work: it goes on, and its time is not much shorter than the request's. */
  isJoinableBy(context: CallContext): boolean {
    return !this.signal.aborted && this.remainingMs() >= context.remainingMs() / 2;
  }

  join({ requestId, lane, callers, operation, signal }: CallContext): void {
    this.#shared.join(signal);
    if (requestId !== null) this.#requestIds.add(requestId);
    for (const caller of callers) this.#callers.add(caller);
    if (this.#lane === "bulk" && lane === "interactive") {
      this.#lane = lane;
      this.#operation = operation;
    }
    for (const listener of this.#listeners) listener();
  }

  /** The work is done: lets go of the requests' signals, which may live longer. */
  end(): void {
    this.#shared.end();
  }
}
