import { unifiedGraphHandler } from "@graphql-hive/router-runtime";
import { genericAuthFor } from "./access.js";
import { gatewayLimits, useLimits } from "./limits.js";
import { shownError, useNoHints } from "./shown-errors.js";

/** The subgraph that requires the router secret. */
const OURS = "class-groups";

/**
 * The gateway's environment variables. If the JWT_ variables are unset, the gateway checks no scopes. Class Groups always
 * does. The LIMIT_ variables are those of Class Groups.
 */
export interface GatewayEnv {
  /** `development` enables GraphiQL and introspection. */
  readonly NODE_ENV?: string | undefined;
  /** Comma-separated origins of web pages that may call, such as https://app.school.example. Empty: no other origin. */
  readonly CORS_ORIGINS?: string | undefined;
  /** One of Class Groups' ROUTER_SECRETS. */
  readonly ROUTER_SECRET?: string | undefined;
  /** The same values as in Class Groups. */
  readonly JWT_JWKS_URL?: string | undefined;
  readonly JWT_ISSUER?: string | undefined;
  readonly JWT_AUDIENCE?: string | undefined;
  readonly [name: string]: string | undefined;
}

/**
 * Subscriptions use server-sent events over POST. Hive's HTTP callback transport is not used: it ends the gateway's process
 * if a subscription lasts longer than a timeout.
 */
const SERVER_SENT_EVENTS = {
  [OURS]: { options: { subscriptions: { kind: "http", options: { method: "POST" as const } } } },
};

interface ClientRequest {
  readonly request: Request;
}

/** The API does not use cookies, so CORS needs no credentials. */
function corsFor({ CORS_ORIGINS = "" }: GatewayEnv) {
  const origin = CORS_ORIGINS.split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");
  if (origin.length === 0) return false as const;
  const allowedHeaders = ["content-type", "authorization", "cache-control"];
  return { origin, credentials: false, methods: ["POST"], allowedHeaders };
}

export function gatewayConfigFrom(env: GatewayEnv) {
  const genericAuth = genericAuthFor(env);
  const limits = gatewayLimits(env);
  const development = env.NODE_ENV === "development";
  return {
    supergraph: "./supergraph.graphql",
    /** Hive's Rust planner joins a roster with another subgraph's users in one request to each subgraph. */
    unifiedGraphHandler,
    transportEntries: SERVER_SENT_EVENTS,
    propagateHeaders: {
      /**
       * Passes on the caller's token, the id that joins log lines and the request to read anew, and no other client header.
       * Class Groups alone also gets the router secret.
       */
      fromClientToSubgraphs: ({ request, subgraphName }: ClientRequest & { subgraphName: string }) => {
        const passed: Record<string, string> = {};
        for (const name of ["authorization", "x-request-id", "cache-control"]) {
          const value = request.headers.get(name);
          if (value !== null) passed[name] = value;
        }
        if (subgraphName === OURS && env.ROUTER_SECRET) passed["router-authorization"] = env.ROUTER_SECRET;
        return passed;
      },
    },
    ...(genericAuth !== undefined && { genericAuth }),
    plugins: () => [useLimits(limits), ...(development ? [] : [useNoHints()])],
    /** Masks the gateway's own errors. Class Groups masks its own and adds the codes that clients need. */
    maskedErrors: { maskError: shownError },
    cors: corsFor(env),
    graphiql: development,
    landingPage: development,
    batching: false as const,
    ...(!development && { disableIntrospection: { disableIf: () => true } }),
    /**
     * Milliseconds. Class Groups always answers within 20 s. Subscriptions may last for hours, so they have no timeout: it
     * would also cause an unhandled rejection in the gateway.
     */
    upstreamTimeout: ({ executionRequest }: { executionRequest?: { operationType?: string } }) =>
      executionRequest?.operationType === "subscription" ? undefined : 25_000,
  };
}

/**
 * The configuration of Hive Gateway for Class Groups. serve.ts, the demo and the tests use it. The defaults are strict: no
 * other origins, no GraphiQL, no introspection, no batches.
 */
export const gatewayConfig = gatewayConfigFrom(process.env);
