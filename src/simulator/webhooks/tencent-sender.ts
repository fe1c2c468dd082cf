import { z } from "zod";
import type { PostResult } from "./post.js";
import { attempt, jsonOf, noteProblem, type Sender, type SenderDeps, type Transmission } from "./sender.js";
import type { WebhookSettings } from "./settings.js";

/** All three fields are required. Their values do not matter for events of this kind. */
const ENVELOPE = z.object({ ActionStatus: z.string(), ErrorInfo: z.string(), ErrorCode: z.number() });

/** Sends several events at once and in no certain order. Repeats one only after a time-out, and only if this is switched on. */
export class TencentSender implements Sender {
  readonly #deps: SenderDeps;
  readonly #settings: WebhookSettings;
  #waiting: Transmission[] = [];
  /** Events that wait for their repeat, and how to cancel it. */
  readonly #repeats = new Map<Transmission, () => void>();
  #inFlight = 0;

  constructor(deps: SenderDeps, settings: WebhookSettings) {
    this.#deps = deps;
    this.#settings = settings;
  }

  send(transmission: Transmission): void {
    this.#waiting.push(transmission);
    this.#sendNext();
  }

  clear(): void {
    const dropped = [...this.#waiting, ...this.#repeats.keys()];
    for (const cancel of this.#repeats.values()) cancel();
    this.#waiting = [];
    this.#repeats.clear();
    for (const transmission of dropped) transmission.ended("dropped");
  }

  counts() {
    return { queued: this.#waiting.length + this.#repeats.size, inFlight: this.#inFlight };
  }

  #sendNext(): void {
    while (this.#inFlight < this.#settings.tencentIm.concurrency) {
      const next = this.#waiting.shift();
      if (next === undefined) return;
      void this.#attempt(next);
    }
  }

  async #attempt(transmission: Transmission): Promise<void> {
    this.#inFlight += 1;
    const result = await attempt(transmission, this.#deps, this.#settings.tencentIm.timeoutMs);
    this.#inFlight -= 1;
    const problem = problemOf(result);
    noteProblem(transmission.record, problem);
    if (problem === null) transmission.ended("acknowledged");
    else if (this.#repeatsAfter(result, transmission)) this.#repeatLater(transmission);
    else transmission.ended("failed");
    this.#sendNext();
  }

  #repeatsAfter({ kind }: PostResult, { record }: Transmission): boolean {
    const { repeatsOnTimeout, maxRepeats } = this.#settings.tencentIm;
    return repeatsOnTimeout && kind === "timed-out" && record.attempts <= maxRepeats;
  }

  #repeatLater(transmission: Transmission): void {
    transmission.record.state = "queued";
    const cancel = this.#deps.timers.after(this.#settings.tencentIm.repeatMs, () => {
      this.#repeats.delete(transmission);
      this.send(transmission);
    });
    this.#repeats.set(transmission, cancel);
  }
}

function problemOf(result: PostResult): string | null {
  const answer = jsonOf(result);
  if ("problem" in answer) return answer.problem;
  if (result.kind === "answered" && result.status !== 200) return `HTTP ${result.status}`;
  return ENVELOPE.safeParse(answer.json).success
    ? null
    : "the answer lacks ActionStatus, ErrorInfo or ErrorCode";
}
