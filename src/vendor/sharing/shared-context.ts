import type { CallContext } from "../call-context.js";
import type { CancelSignal } from "../cancel-signal.js";
import type { Lane } from "../rate-limit/fair-queue.js";
import { SharedCancelSignal } from "./shared-cancel-signal.js";

/**
 * The context of work that several requests wait for. Others may join while it runs. It takes the first turn that any of
 * its callers gets. An interactive request moves it to the interactive lane. It is aborted when the last caller has left.
 *
 * Its deadline is the latest of the requests that started it. Later requests do not extend it: a bulk item, for example,
 * must end with its lease.
 */
export class SharedContext implements CallContext {
  #initiators: readonly CallContext[];
  readonly #shared: SharedCancelSignal;
  readonly #requestIds = new Set<string>();
  readonly #callers = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #lane: Lane;
  #operation: string | null;

  constructor(contexts: readonly [CallContext, ...CallContext[]]) {
    const present = contexts.filter(({ signal }) => !signal.aborted);
    const [first = contexts[0], ...others] = present;
    this.#initiators = [first, ...others];
    this.#shared = new SharedCancelSignal(first.signal);
    this.#lane = first.lane;
    this.#operation = first.operation;
    for (const context of this.#initiators) this.join(context);
  }

  /** Comma-separated ids if several requests share the work. Null if no request waits for it. */
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

  get signal(): CancelSignal {
    return this.#shared.signal;
  }

  remainingMs(): number {
    let longest = Number.NEGATIVE_INFINITY;
    for (const context of this.#initiators) longest = Math.max(longest, context.remainingMs());
    return longest;
  }

  onJoin(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Whether a request may join: the work is not aborted and has at least half of the request's time left. */
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

  /** Call this when the work is done. Drops the requests, and removes the listeners from their signals, which may live longer. */
  end(): void {
    this.#shared.end();
    this.#initiators = [];
  }
}
