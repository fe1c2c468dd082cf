import TLSSigAPIv2 from "tls-sig-api-v2";
import type { Clock } from "../vendor/clock.js";

/** The app administrator's signature, sent with every call. */
export interface UserSigs {
  /** The current signature, renewed before it expires. */
  current(): string;
  /** Drops a signature that the vendor refused. Does nothing if a newer one is already in use. */
  drop(refused: string): void;
}

/** Tencent advises at least 24 h. Longer is a risk: a signature cannot be revoked. Creating one takes 12 µs, so it is reused. */
const LIFETIME_SECONDS = 24 * 60 * 60;
/** Renewed early, so that none expires in transit. */
const SHARE_OF_LIFE_USED = 0.75;

export function createUserSigs(options: {
  sdkAppId: number;
  secretKey: string;
  admin: string;
  clock: Clock;
}): UserSigs {
  const api = new TLSSigAPIv2.Api(options.sdkAppId, options.secretKey);
  const { admin, clock } = options;
  let cached: { userSig: string; renewAtMs: number } | null = null;
  return {
    current() {
      // The monotonic clock, so that a wall clock set back does not keep an old signature in use.
      const nowMs = clock.monotonicMs();
      if (cached === null || nowMs >= cached.renewAtMs) {
        const userSig = api.genUserSig(admin, LIFETIME_SECONDS);
        cached = { userSig, renewAtMs: nowMs + LIFETIME_SECONDS * 1000 * SHARE_OF_LIFE_USED };
      }
      return cached.userSig;
    },
    drop(refused) {
      if (cached?.userSig === refused) cached = null;
    },
  };
}
