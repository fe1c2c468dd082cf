import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createGatewayRuntime } from "@graphql-hive/gateway-runtime";
import http from "@graphql-mesh/transport-http";
import httpCallback from "@graphql-mesh/transport-http-callback";
import { named, PortError, readPort } from "../../src/port.js";
import { onStopSignal } from "../../src/stop-signals.js";
import { gatewayConfig } from "./hive-gateway.config.js";

/** Hive Gateway's runtime by itself, as ops/compose.yaml runs it: GATEWAY_HOST (127.0.0.1), GATEWAY_PORT (4000), SUPERGRAPH (supergraph.graphql). */
const { GATEWAY_HOST = "127.0.0.1", SUPERGRAPH = gatewayConfig.supergraph } = process.env;

function stop(error: unknown): never {
  console.error(error instanceof PortError ? error.message : error);
  process.exit(1);
}

function gatewayPort(): number {
  try {
    return readPort(process.env, "GATEWAY_PORT", 4000);
  } catch (error) {
    return stop(error);
  }
}

const wanted = gatewayPort();
const gateway = createGatewayRuntime({
  ...gatewayConfig,
  supergraph: await readFile(SUPERGRAPH, "utf8"),
  transports: { http, "http-callback": httpCallback },
});
const server = createServer(gateway);
await named("GATEWAY_PORT", once(server.listen(wanted, GATEWAY_HOST), "listening")).catch(stop);
const { address, port } = server.address() as AddressInfo;

onStopSignal(() => {
  // Those in flight are answered; connections that are kept alive for nothing are let go of.
  server.close(() => {
    void Promise.resolve(gateway[Symbol.asyncDispose]()).finally(() => process.exit(0));
  });
  server.closeIdleConnections();
});

// Last, so that whoever waits for it may send a signal at once.
console.log(`gateway http://${address}:${port}/graphql`);
