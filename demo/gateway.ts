import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { composeServices } from "@apollo/composition";
import { createGatewayRuntime } from "@graphql-hive/gateway-runtime";
import http from "@graphql-mesh/transport-http";
import httpCallback from "@graphql-mesh/transport-http-callback";
import { parse } from "graphql";
import { callbacksAt, gatewayConfig, type gatewayConfigFrom } from "../ops/gateways/hive-gateway.config.js";
import { named } from "../src/port.js";

/** A subgraph as a gateway knows it. */
export interface Subgraph {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

/** Composes a supergraph; subgraphs that do not fit together are an error that names every reason. */
export function compose(subgraphs: readonly Subgraph[]): string {
  const composed = composeServices(
    subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })),
  );
  if (composed.supergraphSdl !== undefined) return composed.supergraphSdl;
  const reasons = composed.errors?.map(({ message }) => `  - ${message}`).join("\n") ?? "";
  throw new Error(`The subgraphs do not compose:\n${reasons}`);
}

export interface Gateway {
  readonly url: string;
  close(): Promise<void>;
}

const listen = (server: Server, port: number) =>
  new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });

/** Hive Gateway in front of a supergraph, with the configuration that is offered to platform engineers. */
export async function startHiveGateway(
  supergraph: string,
  port: number,
  config: ReturnType<typeof gatewayConfigFrom> = gatewayConfig,
): Promise<Gateway> {
  const server = createServer();
  await named("GATEWAY_PORT", listen(server, port));
  const { port: bound } = server.address() as AddressInfo;
  const gateway = createGatewayRuntime({
    ...config,
    ...callbacksAt(`http://127.0.0.1:${bound}`),
    supergraph,
    transports: { http, "http-callback": httpCallback },
    logging: false,
  });
  server.on("request", gateway);
  return {
    url: `http://127.0.0.1:${bound}/graphql`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await gateway[Symbol.asyncDispose]();
    },
  };
}
