import { once, setMaxListeners } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createGatewayRuntime } from "@graphql-hive/gateway-runtime";
import http from "@graphql-mesh/transport-http";
import { named } from "../../src/process/port.js";
import type { gatewayConfigFrom } from "./hive-gateway.config.js";
import type { Site } from "./page.js";

export interface Gateway {
  readonly url: string;
  /** Finishes requests in flight for at most 25 s, then ends subscriptions and closes all connections. */
  close(): Promise<void>;
}

const CLOSE_WITHIN_MS = 25_000;
/**
 * Hive Gateway adds a listener to a request's signal for each call to a subgraph, and removes it after the call. Node warns at
 * more than ten.
 */
const MAX_LISTENERS = 100;
/** The client's time limits for sending the headers and the whole request. */
const TIMEOUTS = { headersTimeout: 10_000, requestTimeout: 30_000 };

/** Runs Hive Gateway. Throws a PortError if the port is in use. */
export async function runGateway(options: {
  config: ReturnType<typeof gatewayConfigFrom>;
  supergraph: string;
  host: string;
  port: number;
  logging?: boolean;
  /** Answers requests for a page that is served beside the graph. */
  site?: Site;
}): Promise<Gateway> {
  setMaxListeners(MAX_LISTENERS);
  const gateway = createGatewayRuntime({
    ...options.config,
    supergraph: options.supergraph,
    transports: { http },
    ...(options.logging === false && { logging: false }),
  });
  const inFlight = new Set<ServerResponse>();
  const server = createServer(TIMEOUTS, (request: IncomingMessage, response) => {
    inFlight.add(response);
    response.once("close", () => inFlight.delete(response));
    if (options.site?.(request, response) === true) return;
    void gateway(request, response);
  });
  await named("GATEWAY_PORT", once(server.listen(options.port, options.host), "listening"));
  const { address, family, port } = server.address() as AddressInfo;
  const close = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    const answered = () => {
      // Again and again: a client that sends one request after the other would keep its connection, and the server, open.
      server.closeIdleConnections();
      return [...inFlight].every(isStream);
    };
    await until(answered, CLOSE_WITHIN_MS);
    // Ends each subscription with a last event.
    await gateway[Symbol.asyncDispose]();
    await until(() => inFlight.size === 0, 1_000);
    server.closeAllConnections();
    await closed;
  };
  let closing: Promise<void> | undefined;
  return {
    url: `http://${family === "IPv6" ? `[${address}]` : address}:${port}/graphql`,
    close: () => (closing ??= close()),
  };
}

const isStream = (response: ServerResponse): boolean =>
  response.headersSent &&
  /^(text\/event-stream|multipart\/mixed)/.test(String(response.getHeader("content-type")));

async function until(isDone: () => boolean, withinMs: number): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!isDone() && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
}
