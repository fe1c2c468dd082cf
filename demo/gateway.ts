import { composeServices } from "@apollo/composition";
import { parse } from "graphql";
import { gatewayConfig, type gatewayConfigFrom } from "../ops/gateways/hive-gateway.config.js";
import { type Gateway, runGateway } from "../ops/gateways/run.js";

export type { Gateway };

/** A subgraph as a gateway knows it. */
export interface Subgraph {
  readonly name: string;
  readonly url: string;
  readonly sdl: string;
}

/**
 * Composes a supergraph; subgraphs that do not fit together are an error that names every reason. Hints tell what fits, but
 * may not be what somebody meant.
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

/** Hive Gateway on loopback in front of a supergraph, with the configuration that is offered to platform engineers. */
export const startHiveGateway = (
  supergraph: string,
  port: number,
  config: ReturnType<typeof gatewayConfigFrom> = gatewayConfig,
): Promise<Gateway> => runGateway({ config, supergraph, host: "127.0.0.1", port, logging: false });
