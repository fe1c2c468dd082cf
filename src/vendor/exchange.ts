import type { Dispatcher } from "undici";
import type { Attempt } from "./timeout.js";

export interface HttpAnswer {
  readonly status: number;
  readonly date: string | undefined;
  readonly body: Buffer;
}

/** The error code of an attempt that ran out of time before its first byte was written. */
export const ATTEMPT_OVERDUE = "ATTEMPT_OVERDUE";

/** Sends one request and reads the whole answer. Rejects with undici's errors, or when the attempt's signal aborts. */
export function exchange(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  attempt: Attempt,
): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    if (attempt.signal.aborted) reject(overdue());
    else dispatcher.dispatch(request, new Exchange(attempt, resolve, reject));
  });
}

/** What an exchange holds until it ends. */
interface Pending {
  readonly attempt: Attempt;
  readonly resolve: (answer: HttpAnswer) => void;
  readonly reject: (error: unknown) => void;
  readonly chunks: Buffer[];
}

class Exchange implements Dispatcher.DispatchHandler {
  /** Null when it has ended. undici keeps its handlers for a while, and they must not keep the request that caused the call. */
  #pending: Pending | null;
  #controller: Dispatcher.DispatchController | null = null;
  #status = 0;
  #date: string | undefined;

  constructor(attempt: Attempt, resolve: (answer: HttpAnswer) => void, reject: (error: unknown) => void) {
    this.#pending = { attempt, resolve, reject, chunks: [] };
    attempt.signal.addEventListener("abort", this.#abort, { once: true });
  }

  /**
   * undici calls this right before it writes the first byte. If this throws, nothing is sent.
   * An attempt whose time is up must not be sent: another replica may have its permit by now. The signal alone is not
   * enough, because after a stall of this process a connection can be ready before the timers run.
   */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#pending === null || this.#pending.attempt.remainingMs() <= 0) throw overdue();
    this.#controller = controller;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    this.#status = status;
    const { date } = headers;
    this.#date = typeof date === "string" ? date : undefined;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#pending?.chunks.push(chunk);
  }

  onResponseEnd(): void {
    const pending = this.#end();
    if (pending === null) return;
    pending.resolve({ status: this.#status, date: this.#date, body: joined(pending.chunks) });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#end()?.reject(error);
  }

  #end(): Pending | null {
    const pending = this.#pending;
    this.#pending = null;
    this.#controller = null;
    pending?.attempt.signal.removeEventListener("abort", this.#abort);
    return pending;
  }

  readonly #abort = (): void => {
    if (this.#controller !== null) return this.#controller.abort(timeIsUp());
    // The request still waits for a connection. `onRequestStart` will stop it.
    this.#end()?.reject(overdue());
  };
}

/** Most answers are one chunk. */
function joined(chunks: readonly Buffer[]): Buffer {
  const [only, ...others] = chunks;
  return only !== undefined && others.length === 0 ? only : Buffer.concat(chunks);
}

const timeIsUp = (): Error =>
  Object.assign(new Error("The attempt ran out of time."), { name: "AbortError" });

const overdue = (): Error =>
  Object.assign(new Error("The attempt ran out of time before it was sent."), { code: ATTEMPT_OVERDUE });
