import { readFile } from "node:fs/promises";
import { PortError, readPort } from "../../src/process/port.js";
import { onStopSignal } from "../../src/process/stop-signals.js";
import { gatewayConfig } from "./hive-gateway.config.js";
import { pageSite } from "./page.js";
import { type Gateway, runGateway } from "./run.js";

/**
 * Runs Hive Gateway. Variables: GATEWAY_HOST (127.0.0.1), GATEWAY_PORT (4000), SUPERGRAPH (supergraph.graphql), and PAGE_DIR, the
 * folder of the built roster page. If PAGE_DIR is unset or empty, no page is served.
 */
const { GATEWAY_HOST = "127.0.0.1", SUPERGRAPH = gatewayConfig.supergraph, PAGE_DIR = "" } = process.env;

/** Hive Gateway's own signal handler aborts requests in flight and cannot be disabled, so remove it. */
process.on("newListener", (event, listener) => {
  if (listener.name === "terminateHandler" && event !== "exit")
    queueMicrotask(() => process.removeListener(event, listener));
});

async function start(): Promise<Gateway> {
  const port = readPort(process.env, "GATEWAY_PORT", 4000);
  const supergraph = await readFile(SUPERGRAPH, "utf8");
  const site = PAGE_DIR === "" ? {} : { site: pageSite(PAGE_DIR) };
  return runGateway({ config: gatewayConfig, supergraph, host: GATEWAY_HOST, port, ...site });
}

const gateway = await start().catch((error: unknown) => {
  console.error(error instanceof PortError ? error.message : error);
  process.exit(1);
});
onStopSignal(() => {
  void gateway.close().then(() => process.exit(0));
});

// Last, so that a process that waits for this line may send a signal at once.
console.log(`gateway ${gateway.url}`);
