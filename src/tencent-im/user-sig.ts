import TLSSigAPIv2 from "tls-sig-api-v2";
import type { Clock } from "../vendor/clock.js";

/** The signature that goes with every call of the app administrator. */
export interface UserSigs {
  /** The one in use, made anew when it nears its end. */
  current(): string;
  /** Drops this one after the vendor refused it. Does nothing when a newer one is in use already. */
  drop(refused: string): void;
}

/** Tencent advises at least 24 h. Short, because a signature cannot be revoked; reused, because making one costs 12 µs. */
const LIFETIME_SECONDS = 24 * 60 * 60;
/** Renewed well before its end, so that none expires on its way. */
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
