import { type Running, start } from "./processes.js";
import { type SimulatorControl, simulatorControl } from "./simulator-control.js";
import { SIMULATED_WEBHOOKS, simulatedVendors, WITHOUT_ACCESS_CONTROL } from "./vendors.js";

const SIMULATOR_READY = /vendors\s+(?<url>http:\/\/\S+)\s+control API\s+(?<control>http:\/\/\S+)/;
const SUBGRAPH_READY =
  /"url":"(?<url>http:[^"]+)","admin":"(?<admin>http:[^"]+)"[^\n]*"webhooks":"(?<webhooks>http:[^"]+)"/;

/** A running server with its address. */
export interface Server extends Pick<Running, "pid" | "stop"> {
  readonly url: string;
}

/** Starts the simulator of both vendors. */
export async function startVendors(): Promise<Server & { readonly control: SimulatorControl }> {
  const env = { NODE_ENV: "development", ...SIMULATED_WEBHOOKS };
  const { found, pid, stop } = await start("src/simulator/main.ts", env, SIMULATOR_READY);
  return { pid, stop, url: found["url"] ?? "", control: simulatorControl(found["control"] ?? "") };
}

/** Starts the server in front of the simulated vendors, which send their webhooks to it. `onOutput` gets its log, and `access` turns access control on. */
export async function startSubgraph(
  vendors: { readonly url: string; readonly control: SimulatorControl },
  onOutput: (chunk: string) => void,
  access: Readonly<Record<string, string>>,
): Promise<Server & { readonly adminUrl: string }> {
  const env = {
    ...simulatedVendors(vendors.url),
    ...WITHOUT_ACCESS_CONTROL,
    ...access,
    ...SIMULATED_WEBHOOKS,
    WEBHOOKS_PORT: process.env["WEBHOOKS_PORT"] || "4004",
    // Without its lines there is nothing to show, and no address.
    LOG_LEVEL: "info",
  };
  const { found, pid, stop } = await start("src/main.ts", env, SUBGRAPH_READY, onOutput);
  await vendors.control.sendWebhooksTo(found["webhooks"] ?? "");
  return { pid, stop, url: found["url"] ?? "", adminUrl: found["admin"] ?? "" };
}
