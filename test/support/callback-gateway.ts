import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createGatewayRuntime } from "@graphql-hive/gateway-runtime";
import { MemPubSub } from "@graphql-hive/pubsub";
import http from "@graphql-mesh/transport-http";
import httpCallback from "@graphql-mesh/transport-http-callback";
import type { Gateway } from "../../demo/gateway.js";

/** Hive Gateway set up for subscriptions by HTTP callback: a real client of that protocol. */
export async function startCallbackGateway(supergraph: string, routerSecret: string): Promise<Gateway> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const gateway = createGatewayRuntime({
    supergraph,
    transports: { http, "http-callback": httpCallback },
    pubsub: new MemPubSub(),
    webhooks: true,
    transportEntries: {
      "class-groups": {
        options: {
          subscriptions: {
            kind: "http-callback",
            options: { path: "/callback", public_url: `${origin}/callback`, heartbeat_interval: 20_000 },
          },
        },
      },
    },
    propagateHeaders: {
      fromClientToSubgraphs: ({ request }) => ({
        authorization: request.headers.get("authorization") ?? "",
        "router-authorization": routerSecret,
      }),
    },
    maskedErrors: false,
    logging: false,
  });
  server.on("request", gateway);
  return {
    url: `${origin}/graphql`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await gateway[Symbol.asyncDispose]();
    },
  };
}
