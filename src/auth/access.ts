import type { IncomingHttpHeaders } from "node:http";
import type { Config } from "../config/config.js";
import { failed, ok, type Result } from "../result.js";
import type { Log } from "../telemetry/log.js";
import type { Clock } from "../vendor/clock.js";
import { type Caller, UNCHECKED_CALLER } from "./caller.js";
import { keyFetcher } from "./fetch-keys.js";
import { GATEWAY_HEADER, gatewayTrust } from "./gateway-trust.js";
import { type KeyFor, publishedKeys } from "./keys.js";
import { type TokenRefusal, tokenVerifier } from "./verify-token.js";

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

/** Access control as configured; where nothing is configured, everybody may do everything, and the log says so. */
export function createAccess(config: Config, deps: { log: Log; clock: Clock }): Access {
  const { ROUTER_SECRETS, JWT_ISSUER, JWT_AUDIENCE } = config;
  if (ROUTER_SECRETS === undefined || JWT_ISSUER === undefined || JWT_AUDIENCE === undefined)
    return openToAll(deps.log);

  const trusted = gatewayTrust(ROUTER_SECRETS);
  const trusts = (headers: IncomingHttpHeaders) => trusted(headers[GATEWAY_HEADER]);
  const { keyFor, answer, close } = keysOf(config, deps);
  const rules = {
    issuer: JWT_ISSUER,
    audience: JWT_AUDIENCE,
    algorithms: config.JWT_ALGORITHMS,
    callerClaim: config.JWT_CALLER_CLAIM,
  };
  const verify = tokenVerifier({ rules, keyFor, clock: deps.clock });
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
  { JWT_JWKS_URL, JWT_PUBLIC_KEY }: Config,
  { log, clock }: { log: Log; clock: Clock },
): { keyFor: KeyFor; answer: () => boolean | null; close: () => Promise<void> } {
  if (JWT_PUBLIC_KEY !== undefined)
    return { keyFor: async () => JWT_PUBLIC_KEY, answer: () => null, close: async () => undefined };
  if (JWT_JWKS_URL === undefined) throw new Error("Neither JWT_JWKS_URL nor JWT_PUBLIC_KEY is configured.");
  const { fetchKeys, close } = keyFetcher(JWT_JWKS_URL);
  const onFailure = (why: string) =>
    log.error({ why }, "the keys of callers' tokens could not be fetched from JWT_JWKS_URL");
  const { keyFor, answer, refresh } = publishedKeys({ url: JWT_JWKS_URL, fetchKeys, clock, onFailure });
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
