/** The part of AbortSignal that vendor calls use. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void, options?: { readonly once: true }): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/**
 * Like AbortController and its signal. Every vendor call needs some of these, and creating an AbortController costs more
 * than signing the call.
 */
export class CancelSource implements CancelSignal {
  /**
   * Not a Set. A Set that lives long gets a new table after some additions and removals, and V8 keeps everything that the old
   * tables held until it collects the whole heap. A connection's signal would keep most of its requests.
   */
  readonly #listeners: (() => void)[] = [];
  #aborted = false;

  get aborted(): boolean {
    return this.#aborted;
  }

  /** Calls all listeners once. A listener that is added later is not called. */
  abort(): void {
    if (this.#aborted) return;
    this.#aborted = true;
    for (const listener of this.#listeners.splice(0)) listener();
  }

  addEventListener(_type: "abort", listener: () => void): void {
    if (!this.#aborted) this.#listeners.push(listener);
  }

  removeEventListener(_type: "abort", listener: () => void): void {
    const index = this.#listeners.lastIndexOf(listener);
    const last = this.#listeners.pop();
    if (last === undefined) return;
    if (index === -1) this.#listeners.push(last);
    else if (index < this.#listeners.length) this.#listeners[index] = last;
  }

  /** The number of listeners that wait. A test proves that it returns to zero. */
  get listenerCount(): number {
    return this.#listeners.length;
  }
}
