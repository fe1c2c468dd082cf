import { Agent, type Dispatcher, request } from "undici";
import type { Timers } from "./timers.js";

/** Both vendors expect an answer of about a hundred bytes. */
const MAX_ANSWER_BYTES = 64 * 1024;

export interface PostRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type PostResult =
  /** `body` is null if the answer is too long or incomplete. */
  | { readonly kind: "answered"; readonly status: number; readonly body: string | null }
  | { readonly kind: "timed-out" }
  | { readonly kind: "unreachable"; readonly reason: string };

/** Posts over connections that stay open. Follows no redirect. */
export class Poster {
  readonly #timers: Timers;
  readonly #agent: Agent;
  readonly #running = new Set<AbortController>();

  constructor(timers: Timers, connections: number) {
    this.#timers = timers;
    // Only our own timers limit the time, so that a test can control them.
    const noLimits = { headersTimeout: 0, bodyTimeout: 0, connect: { timeout: 0 } };
    this.#agent = new Agent({ connections, pipelining: 1, ...noLimits });
  }

  async post({ url, headers, body }: PostRequest, timeoutMs: number): Promise<PostResult> {
    const controller = new AbortController();
    let timedOut = false;
    const cancelTimer = this.#timers.after(timeoutMs, () => {
      timedOut = true;
      controller.abort();
    });
    this.#running.add(controller);
    try {
      const options = { method: "POST", headers, body, dispatcher: this.#agent, signal: controller.signal };
      const { statusCode, body: answer } = await request(url, options);
      return { kind: "answered", status: statusCode, body: await textOf(answer) };
    } catch (error) {
      if (timedOut) return { kind: "timed-out" };
      return { kind: "unreachable", reason: reasonOf(error) };
    } finally {
      cancelTimer();
      this.#running.delete(controller);
    }
  }

  async close(): Promise<void> {
    for (const controller of this.#running) controller.abort();
    await this.#agent.destroy();
  }
}

async function textOf(answer: Dispatcher.ResponseData["body"]): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of answer) {
    const part = chunk as Buffer;
    bytes += part.length;
    if (bytes > MAX_ANSWER_BYTES) {
      // The rest is not read.
      answer.destroy();
      return null;
    }
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString("utf8");
}

const reasonOf = (error: unknown): string =>
  error instanceof Error ? ("code" in error ? String(error.code) : error.message) : String(error);
