import { Problem } from "../problem.js";
import { ClassInQueue } from "./classin-queue.js";
import { Journal } from "./journal.js";
import { readWebhookUrl, type WebhookOptions } from "./options.js";
import { Outbox } from "./outbox.js";
import { Poster } from "./post.js";
import type { WebhookSettings } from "./settings.js";
import { TencentSender } from "./tencent-sender.js";
import { systemAfter, Timers } from "./timers.js";

const QUEUE_LIMIT = 10_000;
/** ClassIn sends one message at a time. */
const CLASSIN_CONNECTIONS = 1;

/** The parts that send messages, and record what became of them. */
export class PostOffice {
  readonly journal = new Journal();
  readonly outbox: Outbox;
  readonly #timers: Timers;
  readonly #poster: Poster;
  readonly #senders;
  #url: string | null = null;

  constructor({ url, after, queueLimit }: WebhookOptions, settings: WebhookSettings) {
    this.#timers = new Timers(after ?? systemAfter);
    this.#poster = new Poster(this.#timers, settings.tencentIm.concurrency + CLASSIN_CONNECTIONS);
    const parts = { timers: this.#timers, journal: this.journal };
    const deps = { ...parts, poster: this.#poster, url: () => this.#url ?? "" };
    this.#senders = {
      classin: new ClassInQueue(deps, settings),
      "tencent-im": new TencentSender(deps, settings),
    };
    this.outbox = new Outbox({ ...parts, senders: this.#senders, limit: queueLimit ?? QUEUE_LIMIT });
    this.sendTo(url ?? null);
  }

  get url(): string | null {
    return this.#url;
  }

  /** Null drops what waits. Throws a `Problem` for a URL that does not name this machine. */
  sendTo(url: string | null): void {
    const read = url === null ? { url } : readWebhookUrl(url);
    if ("problem" in read)
      throw new Problem(400, "Webhooks cannot be sent there.", read.problem, "Use http://127.0.0.1:4004.");
    this.#url = read.url;
    if (url === null) this.outbox.clear();
  }

  status() {
    const counts = this.journal.counts();
    return {
      url: this.#url,
      ...this.outbox.counts(),
      classin: { ...counts.classin, ...this.#senders.classin.counts() },
      "tencent-im": { ...counts["tencent-im"], ...this.#senders["tencent-im"].counts() },
    };
  }

  async close(): Promise<void> {
    this.outbox.clear();
    await this.#poster.close();
    this.#timers.cancelAll();
  }
}
