/**
 * Hive Gateway in front of Class Groups: save it as gateway.config.ts, beside supergraph.graphql from `npm run supergraph`.
 * The demo and the tests run the gateway with it.
 */
export const gatewayConfig = {
  supergraph: "./supergraph.graphql",
  propagateHeaders: {
    /** Who is calling, and the id that ties log lines together. Nothing else of what a client sends reaches a subgraph. */
    fromClientToSubgraphs: ({ request }: { request: Request }): Record<string, string> => {
      const passed: Record<string, string> = {};
      for (const name of ["authorization", "x-request-id"]) {
        const value = request.headers.get(name);
        if (value !== null) passed[name] = value;
      }
      return passed;
    },
  },
  /** Class Groups masks what clients must not see and answers with codes they need; masking again would hide these. */
  maskedErrors: false,
  /** Milliseconds. Class Groups answers within 20 s, whatever the vendors do. */
  upstreamTimeout: 25_000,
} as const;
