import { hash } from "node:crypto";
import type { Clock } from "../vendor/clock.js";
import type { Caller } from "./caller.js";

/** More callers than a school has at once. An entry takes about 300 bytes. */
const MAX_TOKENS = 10_000;

interface Verified {
  readonly caller: Caller;
  readonly keyVersion: number;
  /** Wall-clock times in milliseconds. Outside of them the token is verified again. */
  readonly from: number;
  readonly until: number;
}

/**
 * The callers of tokens that were verified, so that a signature is not checked again for each request. Keeps hashes of the
 * tokens, not the tokens. Fetched keys make all entries invalid, and so does a wall clock that is set back.
 */
export class VerifiedTokens {
  readonly #clock: Clock;
  readonly #keyVersion: () => number | null;
  /** By SHA-256 of the token. The oldest entry is first. */
  readonly #entries = new Map<string, Verified>();

  /** `keyVersion` changes whenever keys are fetched. It is null if a token must be verified with the keys themselves. */
  constructor(clock: Clock, keyVersion: () => number | null) {
    this.#clock = clock;
    this.#keyVersion = keyVersion;
  }

  /** The caller of a token that is known to be valid now. Null if it must be verified. */
  callerOf(token: string): Caller | null {
    const digest = digestOf(token);
    const known = this.#entries.get(digest);
    if (known === undefined) return null;
    const now = this.#clock.now().getTime();
    if (known.keyVersion === this.#keyVersion() && now >= known.from && now < known.until)
      return known.caller;
    this.#entries.delete(digest);
    return null;
  }

  /** Adds a token that was valid at the moment `verifiedAt`, by the keys of `keyVersion`. */
  add(token: string, caller: Caller, verifiedAt: Date, keyVersion: number | null): void {
    if (caller.expiresAt === undefined || keyVersion === null) return;
    if (this.#entries.size >= MAX_TOKENS) {
      for (const oldest of this.#entries.keys()) {
        this.#entries.delete(oldest);
        break;
      }
    }
    const from = verifiedAt.getTime();
    this.#entries.set(digestOf(token), { caller, keyVersion, from, until: caller.expiresAt.getTime() });
  }
}

const digestOf = (token: string): string => hash("sha256", token, "base64");
