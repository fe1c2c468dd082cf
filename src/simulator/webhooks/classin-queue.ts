import { z } from "zod";
import type { PostResult } from "./post.js";
import { attempt, jsonOf, noteProblem, type Sender, type SenderDeps, type Transmission } from "./sender.js";
import type { WebhookSettings } from "./settings.js";

/** `errno` must be the integer 1. Its text does not matter. */
const ACKNOWLEDGED = z.object({ error_info: z.object({ errno: z.literal(1) }) });

/** One strict queue for the school: repeats the first message until it is acknowledged, and only then sends the next. */
export class ClassInQueue implements Sender {
  readonly #deps: SenderDeps;
  readonly #settings: WebhookSettings;
  #waiting: Transmission[] = [];
  #inFlight: Transmission | null = null;
  #cancelRepeat: (() => void) | null = null;

  constructor(deps: SenderDeps, settings: WebhookSettings) {
    this.#deps = deps;
    this.#settings = settings;
  }

  send(transmission: Transmission): void {
    this.#waiting.push(transmission);
    this.#sendFirst();
  }

  clear(): void {
    this.#cancelRepeat?.();
    this.#cancelRepeat = null;
    const dropped = this.#waiting.filter((one) => one !== this.#inFlight);
    this.#waiting = [];
    for (const transmission of dropped) transmission.ended("dropped");
  }

  counts() {
    const inFlight = this.#inFlight === null ? 0 : 1;
    const isFirst = inFlight === 1 && this.#waiting[0] === this.#inFlight;
    return { queued: this.#waiting.length - (isFirst ? 1 : 0), inFlight };
  }

  #sendFirst(): void {
    const [first] = this.#waiting;
    if (first !== undefined && this.#inFlight === null && this.#cancelRepeat === null)
      void this.#attempt(first);
  }

  async #attempt(first: Transmission): Promise<void> {
    this.#inFlight = first;
    const result = await attempt(first, this.#deps, this.#settings.classin.timeoutMs);
    this.#inFlight = null;
    const problem = problemOf(result);
    noteProblem(first.record, problem);
    const wasCleared = this.#waiting[0] !== first;
    if (problem === null) {
      if (!wasCleared) this.#waiting.shift();
      first.ended("acknowledged");
    } else if (wasCleared) first.ended("dropped");
    else this.#repeatLater(first);
    this.#sendFirst();
  }

  #repeatLater(first: Transmission): void {
    first.record.state = "queued";
    this.#cancelRepeat = this.#deps.timers.after(this.#settings.classin.repeatMs, () => {
      this.#cancelRepeat = null;
      this.#sendFirst();
    });
  }
}

function problemOf(result: PostResult): string | null {
  const answer = jsonOf(result);
  if ("problem" in answer) return answer.problem;
  // The documents do not mention the status. Here, only 2xx counts.
  if (result.kind === "answered" && (result.status < 200 || result.status > 299))
    return `HTTP ${result.status}`;
  return ACKNOWLEDGED.safeParse(answer.json).success ? null : "error_info.errno is not the integer 1";
}
