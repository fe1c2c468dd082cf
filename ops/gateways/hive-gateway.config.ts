import { MemPubSub } from "@graphql-hive/pubsub";
import { createRemoteJWKSet, jwtVerify } from "jose";

/** The subgraph that answers its gateway only. */
const OURS = "class-groups";

/** What the gateway is told by its environment. With the JWT_ variables unset it checks no scopes, which Class Groups does all the same. */
export interface GatewayEnv {
  /** One of Class Groups' ROUTER_SECRETS. */
  readonly ROUTER_SECRET?: string | undefined;
  /** As Class Groups has them. */
  readonly JWT_JWKS_URL?: string | undefined;
  readonly JWT_ISSUER?: string | undefined;
  readonly JWT_AUDIENCE?: string | undefined;
  /** This gateway's origin as Class Groups reaches it; Class Groups has it in SUBSCRIPTION_CALLBACK_ORIGINS. Unset: no subscriptions. */
  readonly CALLBACK_ORIGIN?: string | undefined;
}

const CALLBACK_PATH = "/callback";

/**
 * Subscriptions by HTTP callback: Class Groups posts each message to this gateway, below CALLBACK_PATH. With several gateways
 * behind one address, each needs an origin of its own here, or a PubSub that they share.
 */
export function callbacksAt(origin: string | undefined) {
  if (!origin) return {};
  return {
    pubsub: new MemPubSub(),
    webhooks: true as const,
    transportEntries: {
      [OURS]: {
        options: {
          subscriptions: {
            kind: "http-callback",
            options: {
              path: CALLBACK_PATH,
              public_url: new URL(CALLBACK_PATH, origin).href,
              /** Milliseconds after which a subscription without a sign of life is given up. */
              heartbeat_interval: 20_000,
            },
          },
        },
      },
    },
  };
}

interface ClientRequest {
  readonly request: Request;
}

/** Tells who is calling and enforces `@authenticated` and `@requiresScopes` before anything is planned. */
function genericAuthFor({ JWT_JWKS_URL, JWT_ISSUER, JWT_AUDIENCE }: GatewayEnv) {
  if (!JWT_JWKS_URL || !JWT_ISSUER || !JWT_AUDIENCE) return undefined;
  const keys = createRemoteJWKSet(new URL(JWT_JWKS_URL));
  const accepted = {
    issuer: JWT_ISSUER,
    audience: JWT_AUDIENCE,
    algorithms: ["RS256", "PS256", "ES256", "EdDSA"],
  };
  return {
    mode: "protect-granular" as const,
    resolveUserFn: async ({ request }: ClientRequest) => {
      const token = /^bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
      if (token === undefined) return null;
      // A token that is not valid is nobody's; Class Groups says why.
      return jwtVerify(token, keys, { ...accepted, requiredClaims: ["exp"] })
        .then(({ payload }) => payload)
        .catch(() => null);
    },
    extractScopes: (user: { scope?: unknown } | null) =>
      typeof user?.scope === "string" ? user.scope.split(" ") : [],
  };
}

export function gatewayConfigFrom(env: GatewayEnv) {
  const genericAuth = genericAuthFor(env);
  return {
    supergraph: "./supergraph.graphql",
    propagateHeaders: {
      /**
       * Who is calling, and the id that ties log lines together; to Class Groups alone, that this is its gateway. Nothing
       * else of what a client sends reaches a subgraph.
       */
      fromClientToSubgraphs: ({ request, subgraphName }: ClientRequest & { subgraphName: string }) => {
        const passed: Record<string, string> = {};
        for (const name of ["authorization", "x-request-id"]) {
          const value = request.headers.get(name);
          if (value !== null) passed[name] = value;
        }
        if (subgraphName === OURS && env.ROUTER_SECRET) passed["router-authorization"] = env.ROUTER_SECRET;
        return passed;
      },
    },
    ...(genericAuth !== undefined && { genericAuth }),
    ...callbacksAt(env.CALLBACK_ORIGIN),
    /** Class Groups masks what clients must not see and answers with codes they need; masking again would hide these. */
    maskedErrors: false as const,
    /**
     * Milliseconds. Class Groups answers within 20 s, whatever the vendors do. A subscription may last for hours: the
     * gateway would reject a promise that nothing awaits when its time is over.
     */
    upstreamTimeout: ({ executionRequest }: { executionRequest?: { operationType?: string } }) =>
      executionRequest?.operationType === "subscription" ? undefined : 25_000,
  };
}

/**
 * Hive Gateway in front of Class Groups: save it as gateway.config.ts, beside supergraph.graphql from `npm run supergraph`.
 * The demo and the tests run the gateway with it.
 */
export const gatewayConfig = gatewayConfigFrom(process.env);
