import type { KeyObject } from "node:crypto";
import {
  createRemoteJWKSet,
  customFetch,
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
  /** Fetches them, unless that failed just now. Never rejects. */
  readonly refresh: () => Promise<void>;
}

/** Keys that their issuer publishes: jose keeps them, and fetches them anew for a key id that is not among them. */
export function publishedKeys(deps: {
  url: string;
  fetchKeys: () => Promise<Result<JSONWebKeySet, string>>;
  clock: Clock;
  /** Told why the keys could not be fetched. */
  onFailure: (why: string) => void;
}): PublishedKeys {
  const { url, fetchKeys, clock, onFailure } = deps;
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let failedAt = Number.NEGATIVE_INFINITY;
  const since = (moment: number): number => clock.monotonicMs() - moment;

  const remote = createRemoteJWKSet(new URL(url), {
    cooldownDuration: COOL_DOWN_MS,
    cacheMaxAge: USABLE_FOR_MS,
    [customFetch]: async () => {
      // jose waits only after a success.
      if (since(failedAt) < RETRY_AFTER_FAILURE_MS) throw new KeysUnavailable();
      const fetched = await fetchKeys();
      if (!fetched.ok) {
        failedAt = clock.monotonicMs();
        onFailure(fetched.error);
        throw new KeysUnavailable();
      }
      fetchedAt = clock.monotonicMs();
      return Response.json(fetched.value);
    },
  });
  const refresh = () => remote.reload().catch(() => undefined);

  return {
    async keyFor(header, token) {
      // jose measures the age by the wall clock, which somebody may set back.
      if (remote.jwks() !== undefined && since(fetchedAt) >= USABLE_FOR_MS) await remote.reload();
      else if (remote.fresh && since(fetchedAt) >= REFRESH_AFTER_MS) void refresh();
      return remote(header, token);
    },
    answer: () => failedAt <= fetchedAt,
    refresh,
  };
}
