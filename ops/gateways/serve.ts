import { readFile } from "node:fs/promises";
import { onStopSignal } from "../../src/stop-signals.js";
import { gatewayConfig } from "./hive-gateway.config.js";
import { runGateway } from "./run.js";

/** Hive Gateway by itself, as ops/compose.yaml runs it: GATEWAY_HOST (127.0.0.1), GATEWAY_PORT (4000), SUPERGRAPH (supergraph.graphql). */
const {
  GATEWAY_HOST = "127.0.0.1",
  GATEWAY_PORT = "4000",
  SUPERGRAPH = gatewayConfig.supergraph,
} = process.env;

/** Hive Gateway would abort what is in flight as soon as it is told to stop, and has no setting against it. */
process.on("newListener", (event, listener) => {
  if (listener.name === "terminateHandler" && event !== "exit")
    queueMicrotask(() => process.removeListener(event, listener));
});

const gateway = await runGateway({
  config: gatewayConfig,
  supergraph: await readFile(SUPERGRAPH, "utf8"),
  host: GATEWAY_HOST,
  port: Number(GATEWAY_PORT),
});
console.log(`gateway ${gateway.url}`);

onStopSignal(() => {
  void gateway.close().then(() => process.exit(0));
});
