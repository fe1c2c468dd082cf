import { unifiedGraphHandler } from "@graphql-hive/router-runtime";
import { genericAuthFor } from "./access.js";
import { gatewayLimits, useLimits } from "./limits.js";
import { shownError, useNoHints } from "./shown-errors.js";

/** The subgraph that answers its gateway only. */
const OURS = "class-groups";

/**
 * What the gateway is told by its environment. With the JWT_ variables unset it checks no scopes, which Class Groups does
 * all the same. The LIMIT_ variables mean what they mean to Class Groups.
 */
export interface GatewayEnv {
  /** `development` opens GraphiQL and introspection. */
  readonly NODE_ENV?: string | undefined;
  /** Origins of pages that may ask, with commas between, such as https://app.school.example. None: no page of another origin. */
  readonly CORS_ORIGINS?: string | undefined;
  /** One of Class Groups' ROUTER_SECRETS. */
  readonly ROUTER_SECRET?: string | undefined;
  /** As Class Groups has them. */
  readonly JWT_JWKS_URL?: string | undefined;
  readonly JWT_ISSUER?: string | undefined;
  readonly JWT_AUDIENCE?: string | undefined;
  readonly [name: string]: string | undefined;
}

/**
 * Subscriptions over server-sent events, by POST. Hive's transport by HTTP callback is not used: it ends the gateway's process
 * when a subscription outlives a time-out.
 */
const SERVER_SENT_EVENTS = {
  [OURS]: { options: { subscriptions: { kind: "http", options: { method: "POST" as const } } } },
};

interface ClientRequest {
  readonly request: Request;
}

/** Cookies are not used, so pages never send credentials. */
function corsFor({ CORS_ORIGINS = "" }: GatewayEnv) {
  const origin = CORS_ORIGINS.split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
  if (origin.length === 0) return false as const;
  return { origin, credentials: false, methods: ["POST"], allowedHeaders: ["content-type", "authorization"] };
}

export function gatewayConfigFrom(env: GatewayEnv) {
  const genericAuth = genericAuthFor(env);
  const limits = gatewayLimits(env);
  const development = env.NODE_ENV === "development";
  return {
    supergraph: "./supergraph.graphql",
    /** Hive's planner in Rust: a roster joined with another subgraph's users costs each of them one request. */
    unifiedGraphHandler,
    transportEntries: SERVER_SENT_EVENTS,
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
    plugins: () => [useLimits(limits), ...(development ? [] : [useNoHints()])],
    /** Class Groups masks what clients must not see and answers with codes they need; the gateway's own errors are masked here. */
    maskedErrors: { maskError: shownError },
    cors: corsFor(env),
    graphiql: development,
    landingPage: development,
    batching: false as const,
    ...(!development && { disableIntrospection: { disableIf: () => true } }),
    /**
     * Milliseconds. Class Groups answers within 20 s, whatever the vendors do. A subscription may last for hours: the
     * gateway would reject a promise that nothing awaits when its time is over.
     */
    upstreamTimeout: ({ executionRequest }: { executionRequest?: { operationType?: string } }) =>
      executionRequest?.operationType === "subscription" ? undefined : 25_000,
  };
}

/**
 * Hive Gateway in front of Class Groups. serve.ts, the demo and the tests run the gateway with it. Closed by default: no page of
 * another origin, no GraphiQL, no introspection, no batches.
 */
export const gatewayConfig = gatewayConfigFrom(process.env);
