import type { KeyObject } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { failed, ok, type Result } from "../result.js";
import type { Log } from "../telemetry/log.js";
import type { Secret } from "../telemetry/secret.js";
import type { Clock } from "../vendor/clock.js";
import { type Caller, UNCHECKED_CALLER } from "./caller.js";
import { keyFetcher } from "./fetch-keys.js";
import { GATEWAY_HEADER, gatewayTrust } from "./gateway-trust.js";
import { type KeyFor, publishedKeys } from "./keys.js";
import { type TokenRefusal, type TokenRules, tokenVerifier } from "./verify-token.js";

/** Why a request is not let in. */
export type AccessRefusal = TokenRefusal | { readonly kind: "not-the-gateway"; readonly why: string };

/** Decides from a request's headers whether it is let in, and who asks. */
export interface Access {
  /** Whether callers are checked at all; where they are not, everybody may do everything. */
  readonly isOn: boolean;
  /** Whether the request comes from the gateway. */
  trusts(headers: IncomingHttpHeaders): boolean;
  /** Null where a trusted request names nobody. */
  callerOf(headers: IncomingHttpHeaders): Promise<Result<Caller | null, AccessRefusal>>;
  /** Whether the keys that tokens are checked with could be fetched last time; null where none are published. */
  keysAnswer(): boolean | null;
  close(): Promise<void>;
}

/** Whom to trust, and for what. */
export interface AuthSettings {
  /** What the gateway shows: one, or two while they are exchanged. */
  readonly routerSecrets: readonly Secret[];
  /** What tokens are signed with: where the keys are published, or the one key. */
  readonly keys: string | KeyObject;
  readonly tokens: TokenRules;
}

/** Access control. Without settings everybody may do everything, and the log says so. */
export function createAccess(settings: AuthSettings | null, deps: { log: Log; clock: Clock }): Access {
  if (settings === null) return openToAll(deps.log);
  const trusted = gatewayTrust(settings.routerSecrets);
  const trusts = (headers: IncomingHttpHeaders) => trusted(headers[GATEWAY_HEADER]);
  const { keyFor, answer, close } = keysOf(settings.keys, deps);
  const verify = tokenVerifier({ rules: settings.tokens, keyFor, clock: deps.clock });
  return {
    isOn: true,
    trusts,
    async callerOf(headers) {
      if (!trusts(headers)) return failed({ kind: "not-the-gateway", why: `no valid ${GATEWAY_HEADER}` });
      return verify(headers.authorization);
    },
    keysAnswer: answer,
    close,
  };
}

function openToAll(log: Log): Access {
  log.warn(
    "access control is off: whoever reaches this server may do anything. Set ROUTER_SECRETS and the JWT_ variables to turn it on",
  );
  return {
    isOn: false,
    trusts: () => true,
    callerOf: async () => ok(UNCHECKED_CALLER),
    keysAnswer: () => null,
    close: async () => undefined,
  };
}

function keysOf(
  keys: string | KeyObject,
  { log, clock }: { log: Log; clock: Clock },
): { keyFor: KeyFor; answer: () => boolean | null; close: () => Promise<void> } {
  if (typeof keys !== "string")
    return { keyFor: async () => keys, answer: () => null, close: async () => undefined };
  const { fetchKeys, close } = keyFetcher(keys);
  const onFailure = (why: string) =>
    log.error({ why }, "the keys of callers' tokens could not be fetched from JWT_JWKS_URL");
  const { keyFor, answer, refresh } = publishedKeys({ url: keys, fetchKeys, clock, onFailure });
  return { keyFor, answer: lookingNow(answer, refresh), close };
}

/** Fetches the keys at the start, and again whenever somebody looks while they could not be fetched; nobody waits for it. */
function lookingNow(answer: () => boolean, refresh: () => Promise<void>): () => boolean {
  void refresh();
  return () => {
    const works = answer();
    if (!works) void refresh();
    return works;
  };
}
