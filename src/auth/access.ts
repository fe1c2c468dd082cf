import type { KeyObject } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { failed, ok, type Result } from "../result.js";
import type { Log } from "../telemetry/log.js";
import type { Secret } from "../telemetry/secret.js";
import type { Clock } from "../vendor/clock.js";
import { type Caller, UNCHECKED_CALLER } from "./caller.js";
import { keyFetcher } from "./fetch-keys.js";
import { GATEWAY_HEADER, gatewayTrust } from "./gateway-trust.js";
import { type PublishedKeys, publishedKeys } from "./keys.js";
import { type TokenRefusal, type TokenRules, tokenVerifier } from "./verify-token.js";

/** Why a request is refused. */
export type AccessRefusal = TokenRefusal | { readonly kind: "not-the-gateway"; readonly why: string };

type CallerResult = Result<Caller | null, AccessRefusal>;

/** Decides from a request's headers whether to accept it, and finds its caller. */
export interface Access {
  /** Whether callers are checked. If not, anyone may do anything. */
  readonly isOn: boolean;
  /** Whether the request comes from the gateway. */
  trusts(headers: IncomingHttpHeaders): boolean;
  /** The caller is null if a trusted request has no token. */
  callerOf(headers: IncomingHttpHeaders): CallerResult | Promise<CallerResult>;
  /** Whether the last fetch of the token keys succeeded. Null if no keys are fetched. */
  keysAnswer(): boolean | null;
  close(): Promise<void>;
}

/** How the gateway and callers' tokens are checked. */
export interface AuthSettings {
  /** The secret that the gateway sends. Two during a rotation. */
  readonly routerSecrets: readonly Secret[];
  /** The URL of the published keys, or one public key. */
  readonly keys: string | KeyObject;
  readonly tokens: TokenRules;
}

/** Access control. Without settings anyone may do anything, and the log warns about it. */
export function createAccess(settings: AuthSettings | null, deps: { log: Log; clock: Clock }): Access {
  if (settings === null) return openToAll(deps.log);
  const trusted = gatewayTrust(settings.routerSecrets);
  const trusts = (headers: IncomingHttpHeaders) => trusted(headers[GATEWAY_HEADER]);
  const { keyFor, keyVersion, answer, close } = keysOf(settings.keys, deps);
  const verify = tokenVerifier({ rules: settings.tokens, keyFor, keyVersion, clock: deps.clock });
  return {
    isOn: true,
    trusts,
    callerOf(headers) {
      if (!trusts(headers)) return failed({ kind: "not-the-gateway", why: `no valid ${GATEWAY_HEADER}` });
      return verify(headers.authorization);
    },
    keysAnswer: answer,
    close,
  };
}

function openToAll(log: Log): Access {
  log.warn(
    "access control is off: any client that reaches this server may do anything. Set ROUTER_SECRETS and the JWT_ variables to turn it on",
  );
  return {
    isOn: false,
    trusts: () => true,
    callerOf: () => ok(UNCHECKED_CALLER),
    keysAnswer: () => null,
    close: async () => undefined,
  };
}

interface TokenKeys extends Pick<PublishedKeys, "keyFor" | "keyVersion"> {
  readonly answer: () => boolean | null;
  readonly close: () => Promise<void>;
}

function keysOf(keys: string | KeyObject, { log, clock }: { log: Log; clock: Clock }): TokenKeys {
  if (typeof keys !== "string") {
    return {
      keyFor: async () => keys,
      keyVersion: () => 0,
      answer: () => null,
      close: async () => undefined,
    };
  }
  const { fetchKeys, close } = keyFetcher(keys);
  const onFailure = (why: string) =>
    log.error({ why }, "the token keys could not be fetched from JWT_JWKS_URL");
  const { keyFor, keyVersion, answer, refresh } = publishedKeys({ url: keys, fetchKeys, clock, onFailure });
  return { keyFor, keyVersion, answer: refreshWhileFailing(answer, refresh), close };
}

/** Starts a fetch of the keys now, and again at each check after a failed fetch. The check does not wait for it. */
function refreshWhileFailing(answer: () => boolean, refresh: () => Promise<void>): () => boolean {
  void refresh();
  return () => {
    const works = answer();
    if (!works) void refresh();
    return works;
  };
}
