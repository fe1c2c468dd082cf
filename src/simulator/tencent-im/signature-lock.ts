import type { Choices } from "../choices.js";
import { RecentTimes } from "../recent-times.js";

/** After too many bad signatures, all calls of the app are refused for a while, even with good signatures. */
export class SignatureLock {
  readonly #rule: Choices["signatureLock"];
  readonly #failures = new RecentTimes();
  #lockedUntil = Number.NEGATIVE_INFINITY;

  constructor(rule: Choices["signatureLock"]) {
    this.#rule = rule;
  }

  isLocked(at: number): boolean {
    return at < this.#lockedUntil;
  }

  failed(at: number): void {
    if (!this.#rule) return;
    this.#failures.forgetBefore(at - this.#rule.withinMs);
    this.#failures.add(at);
    if (this.#failures.size < this.#rule.failures) return;
    this.#lockedUntil = at + this.#rule.lockMs;
    this.#failures.clear();
  }

  reset(): void {
    this.#failures.clear();
    this.#lockedUntil = Number.NEGATIVE_INFINITY;
  }
}
