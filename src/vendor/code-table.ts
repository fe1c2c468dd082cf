import type { RepeatAdvice } from "./retry.js";

/** One code that a vendor documents: what it means, and what each of the people it reaches can do about it. */
export interface CodeRow<Means extends string> {
  /** What the vendor's documents say, in our words. */
  readonly meaning: string;
  readonly means: Means;
  /** Whether sending the same request again may help. */
  readonly repeat: Repeat;
  /** Set where the vendor says that it is called too often: the pace of calls is halved. */
  readonly throttled?: boolean;
  /** Set where the vendor refuses all that this app signs: no call at all is made for a while. */
  readonly locksOut?: boolean;
  /** Seconds after which a client may try again, where the kind of failure carries them. */
  readonly retryAfterSeconds?: number;
  readonly client: string;
  readonly operator: string;
}

/**
 * - `never`: the answer stays the same until somebody changes something.
 * - `signed-anew`: once, at once, with a fresh signature.
 * - `once`, `up-to-3-times`: with backoff; the vendor says that nothing was carried out, or repeating is harmless.
 * - `up-to-3-times-unless-applied`: likewise, but the vendor may have carried it out before it failed, so only
 *   what may be carried out twice is sent again.
 */
export type Repeat = "never" | "signed-anew" | "once" | "up-to-3-times" | "up-to-3-times-unless-applied";

const ADVICE: Readonly<Record<Repeat, RepeatAdvice>> = {
  never: { times: 0, wait: "none", mayHaveApplied: false },
  "signed-anew": { times: 1, wait: "none", mayHaveApplied: false },
  once: { times: 1, wait: "backoff", mayHaveApplied: false },
  "up-to-3-times": { times: 3, wait: "backoff", mayHaveApplied: false },
  "up-to-3-times-unless-applied": { times: 3, wait: "backoff", mayHaveApplied: true },
};

export const adviceFor = (row: Pick<CodeRow<string>, "repeat" | "throttled">): RepeatAdvice =>
  row.throttled === true ? { ...ADVICE[row.repeat], throttled: true } : ADVICE[row.repeat];

export type CodeTable<Means extends string> = ReadonlyMap<number, CodeRow<Means>>;
