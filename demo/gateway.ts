import { composeServices } from "@apollo/composition";
import { parse } from "graphql";
import { gatewayConfig, type gatewayConfigFrom } from "../ops/gateways/hive-gateway.config.js";
import type { Site } from "../ops/gateways/page.js";
import { type Gateway, runGateway } from "../ops/gateways/run.js";

export type { Gateway };

/** A subgraph for composition. */
export interface Subgraph {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

/**
 * Composes a supergraph. If the subgraphs do not compose, the error lists every reason. Hints are about parts that
 * compose but may be mistakes.
 */
export function compose(
  subgraphs: readonly Subgraph[],
  onHint: (hint: string) => void = () => undefined,
): string {
  const composed = composeServices(
    subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })),
  );
  for (const { definition, message } of composed.hints ?? []) onHint(`${definition.code}: ${message}`);
  if (composed.supergraphSdl !== undefined) return composed.supergraphSdl;
  const reasons = composed.errors?.map(({ message }) => `  - ${message}`).join("\n") ?? "";
  throw new Error(`The subgraphs do not compose:\n${reasons}`);
}

/**
 * Starts Hive Gateway on loopback with a supergraph and, by default, the configuration recommended for production. `site` is
 * served beside the graph.
 */
export const startHiveGateway = (
  supergraph: string,
  port: number,
  config: ReturnType<typeof gatewayConfigFrom> = gatewayConfig,
  site: Site = () => false,
): Promise<Gateway> => runGateway({ config, supergraph, host: "127.0.0.1", port, logging: false, site });
