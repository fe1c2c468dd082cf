import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createGatewayRuntime } from "@graphql-hive/gateway-runtime";
import http from "@graphql-mesh/transport-http";
import httpCallback from "@graphql-mesh/transport-http-callback";
import { onStopSignal } from "../../src/stop-signals.js";
import { gatewayConfig } from "./hive-gateway.config.js";

/** Hive Gateway's runtime by itself, as ops/compose.yaml runs it: GATEWAY_HOST (127.0.0.1), GATEWAY_PORT (4000), SUPERGRAPH (supergraph.graphql). */
const {
  GATEWAY_HOST = "127.0.0.1",
  GATEWAY_PORT = "4000",
  SUPERGRAPH = gatewayConfig.supergraph,
} = process.env;

const gateway = createGatewayRuntime({
  ...gatewayConfig,
  supergraph: await readFile(SUPERGRAPH, "utf8"),
  transports: { http, "http-callback": httpCallback },
});
const server = createServer(gateway);
server.listen(Number(GATEWAY_PORT), GATEWAY_HOST, () => {
  const { address, port } = server.address() as AddressInfo;
  console.log(`gateway http://${address}:${port}/graphql`);
});

onStopSignal(() => {
  // Those in flight are answered; connections that are kept alive for nothing are let go of.
  server.close(() => {
    void Promise.resolve(gateway[Symbol.asyncDispose]()).finally(() => process.exit(0));
  });
  server.closeIdleConnections();
});
