import type { RepeatAdvice } from "./retry.js";

/** One code that a vendor documents: its meaning, and what a client and an operator can do about it. */
export interface CodeRow<Means extends string> {
  /** The vendor's documented meaning, in our words. */
  readonly meaning: string;
  readonly means: Means;
  /** Whether sending the same request again may help. */
  readonly repeat: Repeat;
  /** The vendor says that it is called too often. The rate of calls is halved. */
  readonly throttled?: boolean;
  /** The vendor refuses everything this app signs. All calls stop for a while. */
  readonly locksOut?: boolean;
  /** Seconds after which a client may try again, if this kind of failure has them. */
  readonly retryAfterSeconds?: number;
  readonly client: string;
  readonly operator: string;
}

/**
 * - `never`: a repeat would get the same answer.
 * - `signed-anew`: one immediate repeat with a new signature.
 * - `once`, `up-to-3-times`: with backoff. The vendor says that nothing was carried out, or repeating is harmless.
 * - `up-to-3-times-unless-applied`: with backoff. The vendor may have carried the request out before it failed, so only
 *   a request that is safe to carry out twice is sent again.
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
