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

/** Finds the key that a token names. Throws `KeysUnavailable`, or jose's error if no key fits the token. */
export type KeyFor = (
  header: JWSHeaderParameters,
  token: FlattenedJWSInput,
) => Promise<CryptoKey | KeyObject>;

/** The keys are not available now, so the token cannot be checked. */
export class KeysUnavailable extends Error {
  constructor() {
    super("The keys for checking tokens are not available.");
    this.name = "KeysUnavailable";
  }
}

/** Older keys are still used, but the next request starts a fetch in the background. */
const REFRESH_AFTER_MS = 5 * 60_000;
/** A withdrawn key is trusted for at most this long, even if its issuer cannot be reached. */
const USABLE_FOR_MS = 10 * 60_000;
/** Limits how often tokens with made-up key ids can cause a fetch. */
const COOL_DOWN_MS = 30_000;
const RETRY_AFTER_FAILURE_MS = 5_000;

export interface PublishedKeys {
  readonly keyFor: KeyFor;
  /** Changes whenever keys are fetched. Null if the keys are due for a fetch: then each token is verified. */
  readonly keyVersion: () => number | null;
  /** Whether the last fetch succeeded. True before the first. */
  readonly answer: () => boolean;
  /** Fetches the keys, unless a fetch failed in the last 5 s. Never rejects. */
  readonly refresh: () => Promise<void>;
}

/** Keys that their issuer publishes. jose caches them and fetches them again for an unknown key id. */
export function publishedKeys(deps: {
  url: string;
  fetchKeys: () => Promise<Result<JSONWebKeySet, string>>;
  clock: Clock;
  /** Called with the reason when a fetch fails. */
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
      // jose's own cooldown applies only after a success.
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
    keyVersion: () => (since(fetchedAt) < REFRESH_AFTER_MS ? fetchedAt : null),
    async keyFor(header, token) {
      // jose measures the age by the wall clock, which may be set back.
      if (remote.jwks() !== undefined && since(fetchedAt) >= USABLE_FOR_MS) await remote.reload();
      else if (remote.fresh && since(fetchedAt) >= REFRESH_AFTER_MS) void refresh();
      return remote(header, token);
    },
    answer: () => failedAt <= fetchedAt,
    refresh,
  };
}
