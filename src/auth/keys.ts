import type { KeyObject } from "node:crypto";
import {
  createLocalJWKSet,
  errors,
  type FlattenedJWSInput,
  type JSONWebKeySet,
  type JWSHeaderParameters,
} from "jose";
import type { Result } from "../result.js";
import type { Clock } from "../vendor/clock.js";

/** Finds the key that a token names. Throws `KeysUnavailable`, or jose's error for a token that no key fits. */
export type KeyFor = (
  header: JWSHeaderParameters,
  token: FlattenedJWSInput,
) => Promise<CryptoKey | KeyObject>;
type LocalKeys = ReturnType<typeof createLocalJWKSet>;

/** The keys cannot be had now, so nothing can be said of the token. */
export class KeysUnavailable extends Error {
  constructor() {
    super("The keys that tokens are checked with cannot be had.");
    this.name = "KeysUnavailable";
  }
}

/** Older keys are still used, and fetched anew beside the request that noticed. */
const REFRESH_AFTER_MS = 5 * 60_000;
/** A key that was withdrawn is believed no longer than this, whether or not its issuer can be reached. */
const USABLE_FOR_MS = 10 * 60_000;
/** Tokens with made-up key ids cannot make this server call the issuer more often. */
const COOL_DOWN_MS = 30_000;
const RETRY_AFTER_FAILURE_MS = 5_000;

export interface PublishedKeys {
  readonly keyFor: KeyFor;
  /** Whether the keys could be fetched last time; true before the first. */
  readonly answer: () => boolean;
  /** Fetches them, unless they were fetched just now. Never rejects. */
  readonly refresh: () => Promise<void>;
}

/** Keys that their issuer publishes: kept for a while, fetched anew for a key id that is not among them. */
export function publishedKeys(deps: {
  fetchKeys: () => Promise<Result<JSONWebKeySet, string>>;
  clock: Clock;
  /** Told why the keys could not be fetched. */
  onFailure: (why: string) => void;
}): PublishedKeys {
  const { fetchKeys, clock, onFailure } = deps;
  let held: { readonly find: LocalKeys; readonly fetchedAt: number } | null = null;
  let last: { readonly at: number; readonly worked: boolean } | null = null;
  let fetching: Promise<void> | null = null;

  const age = (): number => (held === null ? Number.POSITIVE_INFINITY : clock.monotonicMs() - held.fetchedAt);
  const mayFetch = (): boolean =>
    last === null || clock.monotonicMs() - last.at >= (last.worked ? COOL_DOWN_MS : RETRY_AFTER_FAILURE_MS);

  const fetchOnce = async (): Promise<void> => {
    const fetched = await fetchKeys();
    const at = clock.monotonicMs();
    last = { at, worked: fetched.ok };
    if (fetched.ok) held = { find: createLocalJWKSet(fetched.value), fetchedAt: at };
    else onFailure(fetched.error);
  };
  /** Requests that come meanwhile wait for the same fetch; none is made while the last one cools down. */
  const refresh = async (): Promise<void> => {
    if (fetching === null && !mayFetch()) return;
    fetching ??= fetchOnce().finally(() => {
      fetching = null;
    });
    await fetching;
  };
  const usable = (): LocalKeys => {
    if (held === null || age() >= USABLE_FOR_MS) throw new KeysUnavailable();
    return held.find;
  };

  const keyFor: KeyFor = async (header, token) => {
    if (age() >= USABLE_FOR_MS) await refresh();
    else if (age() >= REFRESH_AFTER_MS) void refresh();
    try {
      return await usable()(header, token);
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
      await refresh();
      return await usable()(header, token).catch((still: unknown) => {
        // Perhaps a new key that could not be fetched: that is no verdict on the token.
        throw last?.worked === false ? new KeysUnavailable() : still;
      });
    }
  };
  return { keyFor, answer: () => last?.worked ?? true, refresh };
}
